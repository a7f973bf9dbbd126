using Microsoft.CodeAnalysis;
using ShadowGen.Generator.Parsing;

namespace ShadowGen.Generator.Ahead;

/// <summary>
/// Receivers that allow one use at a time: connections and contexts of databases, and what directly holds one. A promise that a method only reads does not make two of its calls at once
/// safe there.
/// </summary>
internal static class OneUse
{
    private static readonly HashSet<string> Names = new(StringComparer.Ordinal)
    {
        "System.Data.Common.DbConnection", "System.Data.Common.DbCommand", "System.Data.Common.DbTransaction", "System.Data.Common.DbDataReader", "System.Data.Common.DbBatch",
        "System.Data.IDbConnection", "System.Data.IDbCommand", "System.Data.IDbTransaction", "System.Data.IDataReader",
        "Microsoft.EntityFrameworkCore.DbContext", "System.IO.Stream", "System.IO.TextReader", "System.IO.BinaryReader",
    };

    /// <summary>Whether the receiver's type, or as far as the compilation shows one that it may be, is or holds one.</summary>
    public static bool IsOf(ITypeSymbol? type, Hierarchy hierarchy) =>
        type is INamedTypeSymbol named && (IsOrHolds(named) || (!named.IsSealed && hierarchy.Below(named).Any(IsOrHolds)));

    private static bool IsOrHolds(INamedTypeSymbol type)
    {
        if (Is(type))
            return true;
        for (var at = type; at is { SpecialType: SpecialType.None }; at = at.BaseType)
        {
            // A primary constructor's parameter is kept in a field that no symbol shows.
            var held = at.GetMembers().OfType<IFieldSymbol>().Where(static field => !field.IsStatic).Select(static field => field.Type)
                .Concat(at.InstanceConstructors.SelectMany(static constructor => constructor.Parameters).Select(static parameter => parameter.Type));
            if (held.Any(Is))
                return true;
        }

        return false;
    }

    private static bool Is(ITypeSymbol type)
    {
        for (var at = type; at is not null; at = at.BaseType)
        {
            if (at is INamedTypeSymbol named && Names.Contains(Effects.Values.NameOf(named)))
                return true;
        }

        return type.AllInterfaces.Any(static contract => Names.Contains(Effects.Values.NameOf(contract)));
    }
}
