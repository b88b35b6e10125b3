/// The numbers that each member of an archive gives to the `syscall` instruction, and to
/// `__syscall_cp`, which issues it for cancellation points.
///
/// Found by following constants through the registers of each function, over all its branches: a
/// compiler keeps a number that is used twice in another register.
struct SystemCalls {
  /// By member, sorted.
  private(set) var numbers: [String: Set<Int>] = [:]
  /// Members with a call whose number comes from elsewhere: an argument or memory.
  private(set) var variable: Set<String> = []

  init(_ disassembly: Disassembly) {
    for function in disassembly.functions {
      for values in RegisterFlow(function.instructions).numbersUsed() {
        for value in values {
          if let value {
            numbers[function.member, default: []].insert(value)
          } else {
            variable.insert(function.member)
          }
        }
      }
    }
  }
}

/// Which constants each register may hold before each instruction of one function.
private struct RegisterFlow {
  /// Nil stands for a value that is not a known constant.
  typealias Values = Set<Int?>
  typealias State = [String: Values]

  let instructions: [Instruction]
  private let indexOf: [String: Int]

  init(_ instructions: [Instruction]) {
    self.instructions = instructions
    indexOf = Dictionary(
      instructions.enumerated().map { ($1.address, $0) }, uniquingKeysWith: { first, _ in first })
  }

  func numbersUsed() -> [Values] {
    let uses = instructions.indices.compactMap { index in
      numberRegister(instructions[index]).map { (index, $0) }
    }
    guard !uses.isEmpty else { return [] }
    let states = reachingStates()
    return uses.map { index, register in states[index]?[register] ?? [nil] }
  }

  private func numberRegister(_ instruction: Instruction) -> String? {
    if instruction.operation == "syscall" { return "rax" }
    return instruction.relocation == "__syscall_cp" ? "rdi" : nil
  }

  private func reachingStates() -> [Int: State] {
    var states: [Int: State] = [:]
    // What only an indirect jump reaches starts with nothing known.
    for start in instructions.indices where states[start] == nil {
      propagate(from: start, into: &states)
    }
    return states
  }

  private func propagate(from start: Int, into states: inout [Int: State]) {
    states[start] = [:]
    var pending = [start]
    while let index = pending.popLast() {
      let before = states[index] ?? [:]
      for next in successors(of: index) {
        let after = state(before, after: index, goingTo: next)
        let merged = states[next].map { union($0, after) } ?? after
        if states[next] != merged {
          states[next] = merged
          pending.append(next)
        }
      }
    }
  }

  private func successors(of index: Int) -> [Int] {
    let instruction = instructions[index]
    var result = instruction.target.flatMap { indexOf[$0] }.map { [$0] } ?? []
    if !instruction.endsFlow && index + 1 < instructions.count { result.append(index + 1) }
    return result
  }

  /// A register that is missing from a state is unknown there.
  private func union(_ first: State, _ second: State) -> State {
    var result: State = [:]
    for (register, values) in first {
      result[register] = values.union(second[register] ?? [nil])
    }
    for (register, values) in second where first[register] == nil {
      result[register] = values.union([nil])
    }
    return result
  }

  private func state(_ before: State, after index: Int, goingTo next: Int) -> State {
    let instruction = instructions[index]
    var state = before
    if next != index + 1, let register = zeroWhenTaken(index) {
      // A compiler uses that zero as the number of read().
      state[register] = [0]
    } else if instruction.operation == "syscall" {
      for register in ["rax", "rcx", "r11"] { state[register] = nil }
    } else if instruction.operation.hasPrefix("call") {
      for register in callerSaved { state[register] = nil }
    } else if let register = written(by: instruction) {
      state[register] = value(of: index, in: before)
    }
    return state
  }

  /// The register that is zero where `test %r,%r` and `je` jump.
  private func zeroWhenTaken(_ index: Int) -> String? {
    guard index > 0, instructions[index].operation == "je" else { return nil }
    let test = instructions[index - 1]
    guard test.operation == "test", test.operands.count == 2 else { return nil }
    return test.operands[0] == test.operands[1] ? registerNamed(test.operands[0]) : nil
  }

  private func written(by instruction: Instruction) -> String? {
    let reading = ["cmp", "test", "push", "nop", "j"]
    guard !reading.contains(where: { instruction.operation.hasPrefix($0) }) else { return nil }
    return instruction.operands.last.flatMap(registerNamed)
  }

  private func value(of index: Int, in state: State) -> Values? {
    let instruction = instructions[index]
    guard let source = instruction.operands.first else { return nil }
    if instruction.operation.hasPrefix("mov") {
      return constant(source).map { [$0] } ?? registerNamed(source).flatMap { state[$0] }
    }
    if instruction.operation == "xor" && source == instruction.operands.last { return [0] }
    if instruction.operation == "pop", index > 0, instructions[index - 1].operation == "push" {
      return instructions[index - 1].operands.first.flatMap(constant).map { [$0] }
    }
    return nil
  }

  private func constant(_ operand: Substring) -> Int? {
    operand.hasPrefix("$0x") ? Int(operand.dropFirst(3), radix: 16) : nil
  }
}

/// System V ABI for x86-64, section 3.2.1.
private let callerSaved = ["rax", "rcx", "rdx", "rsi", "rdi", "r8", "r9", "r10", "r11"]

/// The 64-bit register that an operand such as `%eax` is part of.
private func registerNamed(_ operand: Substring) -> String? {
  guard operand.first == "%" else { return nil }
  var name = String(operand.dropFirst())
  if name.hasPrefix("r"), name.dropFirst().first?.isNumber == true {
    while let last = name.last, "dwb".contains(last) { name.removeLast() }
    return name
  }
  if name.hasPrefix("r") || name.hasPrefix("e") { name.removeFirst() }
  if name.hasSuffix("l") { name.removeLast() }
  let full = ["a": "rax", "b": "rbx", "c": "rcx", "d": "rdx"]
  return full[name] ?? full[String(name.prefix { $0 != "x" })] ?? "r" + name
}
