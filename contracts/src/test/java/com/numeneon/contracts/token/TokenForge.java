package com.numeneon.contracts.token;

import com.numeneon.contracts.json.ContractJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPrivateKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.DeflaterOutputStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;

/** Makes tokens by hand, as no library agrees to make them. */
final class TokenForge {

    private final String kid;
    private final String publicJwk;
    private final BigInteger modulus;
    private final PrivateKey privateKey;
    private final PublicKey publicKey;

    TokenForge(SigningKey key) {
        JsonNode jwk = ContractJson.mapper().readTree(key.privateJwk());
        kid = jwk.path("kid").asString();
        publicJwk = key.publicJwkSet();
        modulus = number(jwk, "n");
        try {
            KeyFactory keys = KeyFactory.getInstance("RSA");
            privateKey = keys.generatePrivate(new RSAPrivateKeySpec(modulus, number(jwk, "d")));
            publicKey = keys.generatePublic(new RSAPublicKeySpec(modulus, number(jwk, "e")));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A good token's, with these names and values instead. */
    Map<String, Object> header(Object... namesAndValues) {
        Map<String, Object> header = new LinkedHashMap<>(Map.of("alg", "RS256", "kid", kid));
        for (int i = 0; i < namesAndValues.length; i += 2) {
            header.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return header;
    }

    Map<String, Object> headerWithout(String name) {
        return without(header(), name);
    }

    String signed(Map<String, Object> header, Map<String, Object> claims) {
        return signedBy("SHA256withRSA", header, claims);
    }

    String signedBy(String algorithm, Map<String, Object> header, Map<String, Object> claims) {
        return signed(algorithm, privateKey, header, base64(json(claims)));
    }

    /** With a good header and these instead of claims. */
    String signedText(String payload) {
        return signed("SHA256withRSA", privateKey, header(), base64(payload));
    }

    String unsigned(Map<String, Object> header, Map<String, Object> claims) {
        return base64(json(header)) + "." + base64(json(claims)) + ".";
    }

    String compressed(Map<String, Object> header, Map<String, Object> claims) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(bytes)) {
            deflater.write(json(claims).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return signed("SHA256withRSA", privateKey, header, base64(bytes.toByteArray()));
    }

    String hmac(Map<String, Object> header, Map<String, Object> claims, byte[] secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            String text = base64(json(header)) + "." + base64(json(claims));
            return text + "." + base64(mac.doFinal(text.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Signed by a fresh key that nobody trusts. */
    String foreign(String keys, String algorithm, Map<String, Object> header, Map<String, Object> claims) {
        return signed(algorithm, foreignPair(keys).getPrivate(), header, base64(json(claims)));
    }

    /** Every form in which a server may hold the public key that everybody knows. */
    Map<String, byte[]> publicKeyAsSecrets() {
        byte[] der = publicKey.getEncoded();
        String pem = "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
                + "\n-----END PUBLIC KEY-----\n";
        return Map.of(
                "the PEM", pem.getBytes(StandardCharsets.US_ASCII),
                "the DER", der,
                "the modulus", modulus.toByteArray(),
                "the JWK set", publicJwk.getBytes(StandardCharsets.UTF_8));
    }

    /** Headers by which a token asks to be checked with a key of its own. */
    Map<String, Map<String, Object>> headersNamingAForeignKey() {
        RSAPublicKey foreign = (RSAPublicKey) foreignPair("RSA").getPublic();
        Map<String, Object> jwk = Map.of(
                "kty",
                "RSA",
                "kid",
                kid,
                "n",
                base64(foreign.getModulus().toByteArray()),
                "e",
                base64(foreign.getPublicExponent().toByteArray()));
        return Map.of(
                "jwk", header("jwk", jwk),
                "jwk without a kid", without(header("jwk", jwk), "kid"),
                "jku", header("jku", "http://127.0.0.1:9/jwks.json"),
                "x5u", header("x5u", "http://127.0.0.1:9/cert.pem"),
                "x5c", header("x5c", List.of(Base64.getEncoder().encodeToString(foreign.getEncoded()))));
    }

    static Map<String, Object> with(Map<String, Object> map, String name, Object value) {
        Map<String, Object> changed = new LinkedHashMap<>(map);
        changed.put(name, value);
        return changed;
    }

    static Map<String, Object> without(Map<String, Object> map, String name) {
        Map<String, Object> changed = new LinkedHashMap<>(map);
        changed.remove(name);
        return changed;
    }

    static String json(Map<String, Object> map) {
        return ContractJson.mapper().writeValueAsString(map);
    }

    static String base64(String text) {
        return base64(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String signed(String algorithm, PrivateKey key, Map<String, Object> header, String payload) {
        try {
            String text = base64(json(header)) + "." + payload;
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            signature.update(text.getBytes(StandardCharsets.US_ASCII));
            return text + "." + base64(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair foreignPair(String algorithm) {
        try {
            KeyPairGenerator keys = KeyPairGenerator.getInstance(algorithm);
            if (algorithm.equals("RSA")) {
                keys.initialize(2048);
            }
            return keys.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static BigInteger number(JsonNode jwk, String name) {
        return new BigInteger(1, Base64.getUrlDecoder().decode(jwk.path(name).asString()));
    }
}
