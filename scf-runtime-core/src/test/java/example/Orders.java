package example;

import io.scf4j.runtime.ScfContext;
import io.scf4j.runtime.ScfHandler;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;

/** Handlers of types that only a JSON library can read. */
public class Orders {

  /** A bean. */
  public static class Order {
    private String item = "";
    private int count;

    public Order() {}

    public Order(String item, int count) {
      this.item = item;
      this.count = count;
    }

    public String getItem() {
      return item;
    }

    public void setItem(String item) {
      this.item = item;
    }

    public int getCount() {
      return count;
    }

    public void setCount(int count) {
      this.count = count;
    }
  }

  /** A bean with more than the type a handler declares. */
  public static class Express extends Order {
    private final int hours;

    public Express(String item, int count, int hours) {
      super(item, count);
      this.hours = hours;
    }

    public int getHours() {
      return hours;
    }
  }

  /** A record. */
  public record Line(String item, int count) {}

  /** A bean that cannot be written. */
  public static class Sealed {
    public String getItem() {
      throw new IllegalStateException("sealed");
    }
  }

  public Order twice(Order order) {
    return order == null ? null : new Order(order.getItem(), 2 * order.getCount());
  }

  public Line line(Line line, ScfContext context) {
    return new Line(line.item() + " " + context.requestId(), line.count());
  }

  public List<Line> lines(List<Line> lines) {
    List<Line> reversed = new ArrayList<>(lines);
    java.util.Collections.reverse(reversed);
    return reversed;
  }

  public Map<String, Line> byItem(List<Line> lines) {
    Map<String, Line> map = new LinkedHashMap<>();
    lines.forEach(line -> map.put(line.item(), line));
    return map;
  }

  public Order express(Order order) {
    return new Express(order.getItem(), order.getCount(), 24);
  }

  public Object anything(String item) {
    return new Line(item, 1);
  }

  public Map<String, Object> withLine(String item) {
    return new LinkedHashMap<>(Map.of("line", new Line(item, 1)));
  }

  public Sealed sealed(String item) {
    return new Sealed();
  }

  public Optional<Line> optional(String item) {
    return item.isEmpty() ? Optional.empty() : Optional.of(new Line(item, 1));
  }

  public CompletionStage<Line> later(String item) {
    return CompletableFuture.supplyAsync(() -> new Line(item, 1));
  }

  public Future<String> future(String item) {
    return CompletableFuture.completedFuture(item);
  }

  public Object undeclaredLater(String item) {
    return CompletableFuture.completedFuture(item);
  }

  public CompletableFuture<String> failingLater(String item) {
    return CompletableFuture.supplyAsync(
        () -> {
          throw new CompletionException(new java.io.IOException("late: " + item));
        });
  }

  public CompletableFuture<String> never(String item) {
    return new CompletableFuture<>();
  }

  /** A generic base: what it takes is known below. */
  public abstract static class Batch<T> {
    public Map<String, List<T>> batch(List<T> batch) {
      return Map.of("batch", batch);
    }
  }

  /** A batch of lines. */
  public static class LineBatch extends Batch<Line> {}

  /** A handler class of records. */
  public static class Counting implements ScfHandler<List<Line>, Line> {
    @Override
    public Line handle(List<Line> event, ScfContext context) {
      return new Line("all", event.stream().mapToInt(Line::count).sum());
    }
  }
}
