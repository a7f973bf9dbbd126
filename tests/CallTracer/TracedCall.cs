using Mono.Cecil.Cil;

namespace ShadowGen.CallTracer;

/// <summary>A call instruction of the program's own code.</summary>
/// <param name="Instruction">The call itself; prefixes stand before it.</param>
/// <param name="Caller">Documentation id of the member that it is written in.</param>
/// <param name="Callee">Documentation id of what is called, on the virtual slot's first declaration.</param>
/// <param name="CalleeAssembly">Where the callee is declared.</param>
/// <param name="IsShadowed">True: goes through a shim. False: an ordinary method of the same assembly, called plainly.</param>
internal sealed record TracedCall(Instruction Instruction, string Caller, string Callee, string CalleeAssembly, bool IsShadowed);
