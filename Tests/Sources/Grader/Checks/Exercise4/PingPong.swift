internal import DataHubMessages
internal import Referee

extension Check {
  static let pingPong = Check(
    "4.1", "each package is answered before the next one is sent",
    requirement: "The server answers a package as soon as it has it, and needs no other for it.",
    step: 1
  ) { stage in
    let client = try await stage.server().connect()
    let call = try await client.exchange()
    // The last one comes twice.
    let kinds = PackageClass.good()
    for (number, kind) in zip(1..., kinds + kinds.suffix(1)) {
      try await call.send(kind.package)
      let answer = try await call.expectMessage(
        UploadAnswer.self, "an answer to package \(number) before package \(number + 1) is sent",
        try: call.ended == nil ? "Answer inside the loop over the packages, not after it." : nil)
      try expectWhole(
        "answer \(number), to \(kind.name),", answer.message,
        equals: .sample(to: kind.package, count: number),
        counting: {
          $0 < number ? "Count each good package that comes, also one that comes twice." : nil
        })
    }
  }
}
