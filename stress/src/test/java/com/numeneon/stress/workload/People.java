package com.numeneon.stress.workload;

import com.numeneon.infra.testing.AtOnce;
import com.numeneon.standalone.system.Person;
import com.numeneon.standalone.system.RunningSystem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;

/**
 * Everybody, and who is whose friend. The first half are publishers: their friends stay the same for the whole run, so it is
 * known whom a post concerns. The others make and end friendships among each other, and publish nothing.
 *
 * @param herald has no page and tells everybody when all is over
 * @param friends of each publisher
 * @param strangers pairs of those who publish nothing, each to be used once
 */
public record People(Someone herald, List<Someone> all, Map<Long, Set<Long>> friends, List<Pair> strangers) {

    private static final int FRIENDS = 5;
    private static final int AT_ONCE = 8;

    /** Two people in an order. */
    record Pair(Someone one, Someone other) {}

    /** Signs them up and makes the friendships. */
    public static People arrive(RunningSystem system, int count, Random random) {
        List<Person> persons = new ArrayList<>();
        while (persons.size() <= count) {
            persons.addAll(Person.newcomers(system, Math.min(AT_ONCE, count + 1 - persons.size()), "walker"));
        }
        Map<Someone, Person> browsers = new LinkedHashMap<>();
        persons.forEach(person -> browsers.put(new Someone(person.id(), person.name(), person.accessToken()), person));
        List<Someone> all = new ArrayList<>(browsers.keySet());
        Someone herald = all.removeLast();
        List<Someone> publishers = publishers(all);
        List<Pair> pairs = List.copyOf(pairsOfFriends(all, publishers, random));
        for (int i = 0; i < pairs.size(); i += AT_ONCE) {
            AtOnce.call(pairs.subList(i, Math.min(i + AT_ONCE, pairs.size())).stream()
                    .<Callable<Boolean>>map(pair -> () -> befriend(browsers, pair))
                    .toList());
        }
        List<Someone> others = all.subList(publishers.size(), count);
        return new People(herald, List.copyOf(all), friends(pairs), strangers(others, random));
    }

    private static boolean befriend(Map<Someone, Person> browsers, Pair pair) {
        Objects.requireNonNull(browsers.get(pair.one())).befriend(Objects.requireNonNull(browsers.get(pair.other())));
        return true;
    }

    List<Someone> publishers() {
        return publishers(all);
    }

    private static List<Someone> publishers(List<Someone> all) {
        return all.subList(0, all.size() / 2);
    }

    private static Set<Pair> pairsOfFriends(List<Someone> all, List<Someone> publishers, Random random) {
        Set<Pair> pairs = new LinkedHashSet<>();
        for (Someone publisher : publishers) {
            for (int i = 0; i < FRIENDS; i++) {
                Someone friend = all.get(random.nextInt(all.size()));
                if (!friend.equals(publisher) && !pairs.contains(new Pair(friend, publisher))) {
                    pairs.add(new Pair(publisher, friend));
                }
            }
        }
        return pairs;
    }

    private static Map<Long, Set<Long>> friends(List<Pair> pairs) {
        Map<Long, Set<Long>> friends = new HashMap<>();
        for (Pair pair : pairs) {
            friends.computeIfAbsent(pair.one().id(), id -> new HashSet<>())
                    .add(pair.other().id());
            friends.computeIfAbsent(pair.other().id(), id -> new HashSet<>())
                    .add(pair.one().id());
        }
        return friends;
    }

    private static List<Pair> strangers(List<Someone> people, Random random) {
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < people.size(); i++) {
            for (int j = 0; j < i; j++) {
                boolean turned = random.nextBoolean();
                pairs.add(new Pair(people.get(turned ? i : j), people.get(turned ? j : i)));
            }
        }
        Collections.shuffle(pairs, random);
        return pairs;
    }
}
