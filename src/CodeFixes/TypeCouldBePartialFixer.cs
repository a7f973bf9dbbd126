using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using ShadowGen.Analyzers;

namespace ShadowGen.CodeFixes;

/// <summary>SHG0005: adds <c>partial</c> to every declaration of the type and of the types around it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(TypeCouldBePartialFixer))]
[Shared]
public sealed class TypeCouldBePartialFixer() : PartialFixer(RuleIdentifiers.TypeCouldBePartial);
