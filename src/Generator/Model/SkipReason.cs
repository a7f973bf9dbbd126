namespace ShadowGen.Generator.Model;

/// <summary>Why a use of a shadowed method stays the plain call.</summary>
internal enum SkipReason
{
    None,
    BaseCall,
    ConstrainedTypeParameter,
    StaticAbstract,
    DynamicArgument,
    ExpressionTree,
    ConditionalMethod,
    LocalFunction,
    MethodGroup,
    FunctionPointer,
    NameOf,
    PrivateType,
    FileLocalType,
    ExternAlias,
    ExtensionMember,
    VarArgs,
    AmbiguousOverride,
    UnreachableAccessor,
    PartialWithoutBody,
    NotInterceptable,
    InterceptorsDisabled,
    DuplicateFile,
    TooManyEdges,
    LanguageVersion,
    GenericRecursion,
    HoistedThis,
    InternalError,

    OtherInterceptor,

    /// <summary>Counted as left out, never written as a skip.</summary>
    TooSmall,

    /// <summary>Counted as left out, never written as a skip.</summary>
    Excluded,
}

/// <summary>The word of each reason in the skeleton. Part of its format: never change one, only add.</summary>
internal static class SkipReasons
{
    public static string Word(this SkipReason reason) => reason switch
    {
        SkipReason.BaseCall => "base-call",
        SkipReason.ConstrainedTypeParameter => "constrained-type-parameter",
        SkipReason.StaticAbstract => "static-abstract",
        SkipReason.DynamicArgument => "dynamic-argument",
        SkipReason.ExpressionTree => "expression-tree",
        SkipReason.ConditionalMethod => "conditional-method",
        SkipReason.LocalFunction => "local-function",
        SkipReason.MethodGroup => "method-group",
        SkipReason.FunctionPointer => "function-pointer",
        SkipReason.NameOf => "nameof",
        SkipReason.PrivateType => "private-type-in-signature",
        SkipReason.FileLocalType => "file-local-type",
        SkipReason.ExternAlias => "extern-alias",
        SkipReason.ExtensionMember => "extension-member",
        SkipReason.VarArgs => "varargs",
        SkipReason.AmbiguousOverride => "ambiguous-override",
        SkipReason.UnreachableAccessor => "unreachable-accessor",
        SkipReason.PartialWithoutBody => "partial-without-body",
        SkipReason.NotInterceptable => "not-interceptable",
        SkipReason.InterceptorsDisabled => "interceptors-disabled",
        SkipReason.DuplicateFile => "duplicate-file",
        SkipReason.TooManyEdges => "too-many-edges",
        SkipReason.LanguageVersion => "language-version",
        SkipReason.GenericRecursion => "generic-recursion",
        SkipReason.HoistedThis => "hoisted-this",
        SkipReason.InternalError => "internal-error",
        SkipReason.OtherInterceptor => "other-interceptor",
        SkipReason.Excluded => LeftOutReason.Excluded.Word(),
        SkipReason.TooSmall => LeftOutReason.TooSmall.Word(),
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "This reason has no word in the skeleton format."),
    };
}
