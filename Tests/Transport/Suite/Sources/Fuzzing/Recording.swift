/// What passes between a client's and a server's side while they make calls: inputs to begin with.
public enum Recording {
  /// Inputs for the target of either role.
  public static func inputs() -> [(target: Target, input: [UInt8])] {
    let kinds: [[MadeCall.Kind]] = [
      [.count], [.echo], [.leave], [.late], [.fail], [.count, .echo, .late],
    ]
    return kinds.flatMap { kinds in
      [[0, 0, 0], [2, 40, 0]].flatMap { (head: [UInt8]) in
        let (requests, responses) = converse(head, kinds)
        return [(Target.server, head + requests), (Target.client, head + responses)]
      }
    }
  }

  private static func converse(
    _ head: [UInt8], _ kinds: [MadeCall.Kind]
  ) -> (requests: [UInt8], responses: [UInt8]) {
    let script = Script(head)
    let client = ClientConversation(script, kinds: kinds)
    let server = ServerConversation(script)
    server.start()
    client.start()
    var (heard, answered) = (0, 0)
    func exchange() {
      while heard < client.sent.count || answered < server.sent.count {
        server.receive(client.sent.dropFirst(heard))
        heard = client.sent.count
        server.settle()
        client.receive(server.sent.dropFirst(answered))
        answered = server.sent.count
        client.settle()
      }
    }
    exchange()
    for side in [client, server] as [Conversation] {
      side.calls.beLate()
      side.settle()
    }
    exchange()
    server.drain()
    server.settle()
    exchange()
    for side in [client, server] as [Conversation] { side.close() }
    return (client.sent, server.sent)
  }
}
