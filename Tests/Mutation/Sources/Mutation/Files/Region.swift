/// A piece of a file that mutants replace as a whole.
public struct Region: Sendable {
  public enum Form: Sendable {
    /// A function, method or computed property: mutants stand beside it, and it hands over to them.
    case callable(Callable)
    /// An initializer: mutants stand beside it, with one parameter more, and it takes their value.
    case initializer(Initializer)
    /// A value: a property's initial one, or an argument of an attribute.
    case value
    /// The place before an attribute's arguments, where a name is given to an option.
    case optionName
  }

  public var form: Form
  /// What it is called: `EgressService.getDataPackagesStream`.
  public var place: String
  /// The declaration from its first modifier to its closing brace, or the value.
  public var range: Range<Int>
  /// What is between the braces; the value itself if there are none.
  public var body: Range<Int>
  /// What every copy needs, as a `return` where the only expression had none.
  var preparation: [Edit] = []
}

/// What is needed to call a function, or to read a property, under another name.
public struct Callable: Sendable {
  /// Where its name stands.
  var name: Range<Int>
  /// `(request: request, context: context)`; empty for a property.
  var arguments: String
  /// `try await `, as far as it is needed.
  var effects: String
}

/// What is needed to call an initializer that has one parameter more.
public struct Initializer: Sendable {
  /// Where its parameters end.
  var parametersEnd: Int
  /// `argument: argument`
  var arguments: String
  var throwing: Bool
  var isFailable: Bool
  /// Whether it gives `self` a value; if not, what it does otherwise is all that it does.
  var makesSelf: Bool

  /// Declares the parameter that tells the mutant from others.
  func declaration(of number: Int) -> Edit {
    let comma = arguments.isEmpty ? "" : ", "
    return Edit(parametersEnd..<parametersEnd, "\(comma)mutant\(number): Void")
  }

  /// Makes the mutant's value this one's.
  func call(_ number: Int) -> String {
    let comma = arguments.isEmpty ? "" : ", "
    let value = "\(throwing ? "try " : "")Self(\(arguments)\(comma)mutant\(number): ())"
    if !makesSelf { return "_ = \(value)" }
    return isFailable
      ? "guard let made = \(value) else { return nil }\nself = made" : "self = \(value)"
  }
}
