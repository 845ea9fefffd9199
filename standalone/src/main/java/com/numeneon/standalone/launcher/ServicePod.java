package com.numeneon.standalone.launcher;

import com.numeneon.infra.Program;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * One pod of one of our services, ready when its management port says so.
 *
 * @param jvm options for a service's JVM
 * @param settings what it is told beside its ports, asked for at each start
 */
record ServicePod(
        String name,
        BootJar jar,
        List<String> jvm,
        int port,
        int managementPort,
        Supplier<Map<String, String>> settings,
        Set<String> withheldEnvironment)
        implements Program {

    @Override
    public void prepare() throws IOException, InterruptedException {
        jar.extract();
    }

    @Override
    public List<String> command() {
        var command = new ArrayList<String>();
        command.add(Jvm.java().toString());
        command.addAll(jvm);
        command.addAll(List.of("-jar", jar.runnable().toString()));
        return command;
    }

    @Override
    public Map<String, String> environment() {
        var environment = new HashMap<>(settings.get());
        environment.put("PORT", Integer.toString(port));
        environment.put("MANAGEMENT_PORT", Integer.toString(managementPort));
        environment.put("MANAGEMENT_ADDRESS", "127.0.0.1");
        return environment;
    }

    @Override
    public boolean isReady(long pid) {
        return HttpProbe.answers200(managementPort, "/readyz");
    }

    /** As the front door names its targets. */
    String target() {
        return "127.0.0.1:" + port + ":" + managementPort;
    }
}
