using ShadowGen.Shared;

namespace ShadowGen.Generator.Model;

/// <summary>The models of all files that have output, in the compilation's order.</summary>
internal sealed record BoundFiles(EquatableArray<FileModel> Files);
