package io.scf4j.runtime.value;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.reflect.TypeToken;
import io.scf4j.runtime.EventCodec;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;

/** Gson as the function has it; with its defaults, but for HTML escapes that no reader needs. */
final class GsonCodec implements EventCodec {
  private final Gson gson = new GsonBuilder().disableHtmlEscaping().create();

  @Override
  public void prepare(Type type) {
    var unused = gson.getAdapter(TypeToken.get(type)); // built now, and kept by Gson
  }

  @Override
  public Object read(byte[] event, Type type) {
    return gson.fromJson(new String(event, StandardCharsets.UTF_8), type);
  }

  @Override
  public byte[] write(Object result, Type type) {
    String json = type instanceof Class ? gson.toJson(result) : gson.toJson(result, type);
    return json.getBytes(StandardCharsets.UTF_8);
  }
}
