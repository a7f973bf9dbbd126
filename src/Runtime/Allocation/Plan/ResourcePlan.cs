namespace ShadowGen;

/// <summary>What the process will need over the next seconds, by resource, each with its reason. Immutable.</summary>
public sealed class ResourcePlan
{
    private readonly ResourceRequest[] _requests;

    internal ResourcePlan(ResourceRequest[] requests) => _requests = requests;

    /// <summary>Nothing is asked for.</summary>
    public static ResourcePlan Empty { get; } = new([]);

    /// <summary>One for each resource that may be set and of which something is known.</summary>
    public IReadOnlyList<ResourceRequest> Requests => _requests;

    /// <summary>What is asked for of a resource; null when nothing is.</summary>
    public ResourceRequest? this[ManagedResource resource]
    {
        get
        {
            foreach (var request in _requests)
            {
                if (request.Resource == resource) return request;
            }
            return null;
        }
    }

    /// <summary>A line for each request, in invariant culture.</summary>
    public override string ToString() => string.Join(Environment.NewLine, _requests);
}
