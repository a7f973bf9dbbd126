namespace ShadowGen.Shared.Model;

/// <summary>A line of a model file, and what is lost without it.</summary>
/// <param name="Text">Without its end.</param>
/// <param name="Detail">What kind of knowledge it is.</param>
/// <param name="Weight">Of two of one kind, the one with less is missed less.</param>
internal readonly record struct ModelLine(string Text, ModelDetail Detail, double Weight);

/// <summary>Kinds of knowledge, what is missed least first.</summary>
internal enum ModelDetail
{
    Window,
    Exclusive,
    Law,
    Inclusive,
    Edge,
    Needed,
}
