namespace ShadowGen.Shared;

/// <summary>
/// Every name of ShadowGen.Runtime that the Roslyn side uses. The Roslyn side cannot reference Runtime, so
/// <c>KnownNamesTests</c> checks each of these against the real assembly: a renamed member fails there, not in a user's build.
/// </summary>
internal static class KnownNames
{
    public const string RootNamespace = "ShadowGen";
    public const string GeneratedNamespace = "ShadowGen.Generated";
    public const string RuntimeAssembly = "ShadowGen.Runtime";

    public const string ShadowedAttribute = "ShadowedAttribute";
    public const string UnshadowedAttribute = "UnshadowedAttribute";
    public const string ShadowNamespaceAttribute = "ShadowNamespaceAttribute";
    public const string ShadowCallsAttribute = "ShadowCallsAttribute";

    public const string Speculative = "Speculative";
    public const string Prefetch = "Prefetch";
    public const string CpuBudgetMilliseconds = "CpuBudgetMilliseconds";
    public const string ElapsedBudgetMilliseconds = "ElapsedBudgetMilliseconds";
    public const string AllocatedBytesBudget = "AllocatedBytesBudget";
    public const string NetworkBytesBudget = "NetworkBytesBudget";
    public const string DepthBudget = "DepthBudget";
    public const string CallBudget = "CallBudget";

    public const string ShadowManifestAttribute = "ShadowManifestAttribute";
    public const string ShadowedApiAttribute = "ShadowedApiAttribute";
    public const string ManifestSkeletonProperty = "Skeleton";

    public const string ShadowSkeleton = "ShadowSkeleton";
    public const string Register = "Register";
    public const string ShadowModule = "ShadowModule";
    public const string Loaded = "Loaded";
    public const int MaxEdges = 4096;

    public const string ShadowBytes = "ShadowBytes";
    public const string BytesRead = "Read";
    public const string BytesReadByte = "ReadByte";
    public const string BytesReadAll = "ReadAll";
    public const string BytesReadInto = "ReadInto";
    public const string BytesReadFile = "ReadFile";
    public const string BytesSent = "Sent";
    public const string BytesWrote = "Wrote";
    public const string BytesOfText = "OfText";
    public const string BytesResponse = "Response";
    public const string ShadowDecoratorAttribute = "ShadowDecoratorAttribute";
    public const string ShadowDecorator = "ShadowDecorator";
    public const string Inner = "Inner";
    public const string ShadowDecoratorFactory = "ShadowDecoratorFactory";
    public const string Decorate = "Decorate";
    public const string ShadowInner = "ShadowInner";
    public const string Service = "Service";
    public const string ShadowOutside = "ShadowOutside";

    public const string ShadowCall = "ShadowCall";
    public const string Enter = "Enter";
    public const string EnterAsync = "EnterAsync";
    public const string Observe = "Observe";
    public const string Arguments = "Arguments";

    public const string ShadowMethodBudget = "ShadowMethodBudget";
    public const string ShadowBudgetCall = "ShadowBudgetCall";
    public const string Await = "Await";

    public const string ShadowExecution = "ShadowExecution";
    public const string Of = "Of";

    public const string ShadowArguments = "ShadowArguments";
    public const string Magnitude = "Magnitude";

    public const string ShadowEnumeration = "ShadowEnumeration";
    public const string Measure = "Measure";

    public const string AheadKind = "AheadKind";
    public const string Speculation = "Speculation";
    public const string AheadCall = "AheadCall";
    public const string AheadPlan = "AheadPlan";
    public const string IsWanted = "IsWanted";
    public const string AheadScope = "AheadScope";
    public const string Begin = "Begin";
    public const string End = "End";
    public const string Reached = "Reached";
    public const string Passed = "Passed";
    public const string Made = "Made";
    public const string Start = "Start";
    public const string StartElement = "StartElement";
    public const string Linked = "Linked";
    public const string Keep = "Keep";
    public const string Warm = "Warm";
    public const string Arrived = "Arrived";
    public const string Mismatched = "Mismatched";
    public const string Take = "Take";

    public const string ShadowFrame = "ShadowFrame";
    public const string IsMeasured = "IsMeasured";
    public const string Exit = "Exit";
}
