namespace ShadowGen.Generator.Model;

/// <summary>How the bytes that a service call moves come to be known: a method of the runtime that is called with them.</summary>
/// <param name="Method">The runtime's method.</param>
/// <param name="On">What the call is made on, as source text, or <c>null</c>.</param>
/// <param name="Argument">What the method needs beside the result, as source text, or "".</param>
internal sealed record BytesModel(string Method, string On, string Argument);
