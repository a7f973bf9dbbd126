using ShadowGen.Shared;

namespace ShadowGen.Generator.Parsing;

/// <summary>What is known of a tree without binding it.</summary>
/// <param name="Names">Simple names that are invoked, used as values, or declared as methods; sorted.</param>
/// <param name="MarkedLocals">Names of local functions that carry attributes: no other file sees them.</param>
/// <param name="Declarations">Hash of all that other files' bindings can depend on.</param>
/// <param name="Content">Hash of the text: byte-identical files cannot be intercepted.</param>
internal sealed record TreeIndex(SourceTree Tree, EquatableArray<string> Names, EquatableArray<string> MarkedLocals, string Declarations, string Content);
