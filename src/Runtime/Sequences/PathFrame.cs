namespace ShadowGen.Sequences;

/// <summary>One call that has not returned: who it is, and what it has called so far.</summary>
internal struct PathFrame
{
    /// <summary>No operation: the caller of roots, or no such sibling.</summary>
    public const int None = -1;

    /// <summary>There may have been callees, which nobody saw.</summary>
    public const int Unseen = -2;

    public int Operation;

    /// <summary>The last four callees, the latest first; <see cref="None"/> before there were so many.</summary>
    public int Last, Last2, Last3, Last4;

    /// <summary>Hash of all callees so far, in order.</summary>
    public uint Prefix;

    /// <summary>Hash of the operations from the root to here.</summary>
    public uint Path;

    /// <summary>Hash of all that ran below, with its nesting.</summary>
    public uint Subtree;

    /// <summary>Subtree of the last and the last but one callee that returned.</summary>
    public uint LastSubtree, LastSubtree2;

    public static PathFrame Of(int operation, uint path) => new()
    {
        Operation = operation,
        Last = None,
        Last2 = None,
        Last3 = None,
        Last4 = None,
        Prefix = 0x55,
        Path = path,
        Subtree = 0x99,
    };

    public static PathFrame Midway(int operation, uint path) => Of(operation, path) with
    {
        Last = Unseen,
        Last2 = Unseen,
        Last3 = Unseen,
        Last4 = Unseen,
        Prefix = 0x5A,
        Subtree = 0x9A,
    };

    /// <summary>It has called something, as far as is known.</summary>
    public readonly bool HasCalled => Last != None;

    public void Calls(int callee)
    {
        (Last4, Last3, Last2, Last) = (Last3, Last2, Last, callee);
        Prefix = Hashing.Mix(Prefix, callee + 1);
    }

    public void Returned(uint subtree)
    {
        Subtree = Hashing.Mix(Subtree, subtree);
        (LastSubtree2, LastSubtree) = (LastSubtree, subtree);
    }
}
