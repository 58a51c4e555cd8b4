package demo;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;

/** An order in, the same order out, in the form AWS's documentation recommends. */
public class Orders implements RequestHandler<Order, Order> {
  @Override
  public Order handleRequest(Order order, Context context) {
    return order;
  }
}
