using ShadowGen.Shared;

namespace ShadowGen.Generator.Model;

/// <summary>One top-level type with shadowed methods, in source text: what its part of <c>Shadows</c> is made of.</summary>
/// <param name="Stem">What the file is named by: unique in the assembly.</param>
/// <param name="Display">The type's name for people.</param>
/// <param name="Spaces">The classes that stand for its namespaces, outermost first.</param>
/// <param name="ShortName">The simple name by which alone it is reached too, or "".</param>
/// <param name="ExperimentalIds">Of what its methods name; sorted.</param>
internal sealed record ShadowTypeModel(
    LanguageLevel Language,
    string Stem,
    string Display,
    EquatableArray<string> Spaces,
    ShadowClassModel Class,
    string ShortName,
    EquatableArray<string> ExperimentalIds);

/// <summary>The class that stands for a type: a method for each of its shadowed ones, and a class for each nested type.</summary>
/// <param name="TypeParameters">Of the type alone, without those of the types around it.</param>
/// <param name="LeftOut">Shadowed methods that have none, each with its reason, as the rest of a comment.</param>
internal sealed record ShadowClassModel(
    string Name,
    EquatableArray<TypeParameterModel> TypeParameters,
    EquatableArray<ShadowMethodModel> Methods,
    EquatableArray<ShadowClassModel> Nested,
    EquatableArray<string> LeftOut);

/// <summary>A method that answers what a call of another would need.</summary>
/// <param name="Id">Of the method that it stands for: 16 lower-case hex digits.</param>
/// <param name="Display">That method's name for people.</param>
/// <param name="Outs">Names of its <c>out</c> parameters.</param>
internal sealed record ShadowMethodModel(
    string Id,
    string Display,
    string Name,
    EquatableArray<TypeParameterModel> TypeParameters,
    EquatableArray<ShadowParameterModel> Parameters,
    EquatableArray<FeatureModel> Features,
    EquatableArray<string> Outs,
    bool IsUnsafe,
    bool IsObsolete);

/// <summary>A parameter as it is declared: modifiers, type, name and default value.</summary>
/// <param name="Ordinal">Its place among those of the method that is stood for.</param>
internal sealed record ShadowParameterModel(int Ordinal, string Name, string Text);
