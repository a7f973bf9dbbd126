namespace ShadowGen.Prefetch;

/// <summary>What has to be compiled for a call: its shim, and what the shim calls.</summary>
/// <param name="Owner">The generated class that has the shim.</param>
/// <param name="Edge">Which edge of that class's file it is.</param>
/// <param name="Assembly">Name of the assembly that declares the callee.</param>
/// <param name="Callee">The callee's documentation-comment id.</param>
/// <param name="Caller">The caller's, when it is a method of the same assembly as <paramref name="Owner"/>; else empty.</param>
internal readonly record struct ExpectedCode(Type Owner, int Edge, string Assembly, string Callee, string Caller);
