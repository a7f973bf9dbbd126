using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Text;

namespace ShadowGen.Package.Tests.Support;

/// <summary>Reads skeletons out of an assembly that is not loaded, as a build task does: manifest attribute, its type, the data that its Skeleton getter points at.</summary>
internal static class SkeletonReader
{
    private const byte LoadStaticFieldAddress = 0x7F;
    private const byte LoadInt32 = 0x20;
    private const byte LoadInt8 = 0x1F;

    public static IReadOnlyList<string> Read(byte[] assembly)
    {
        using var pe = new PEReader([.. assembly]);
        var metadata = pe.GetMetadataReader();
        return metadata.GetAssemblyDefinition().GetCustomAttributes()
            .Select(metadata.GetCustomAttribute)
            .Where(a => NameOf(metadata, a) == "ShadowGen.Generated.ShadowManifestAttribute")
            .Select(a => Skeleton(pe, metadata, Owner(metadata, a)))
            .ToList();
    }

    private static string NameOf(MetadataReader metadata, CustomAttribute attribute)
    {
        var type = metadata.GetTypeReference((TypeReferenceHandle)metadata.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent);
        return $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}";
    }

    /// <summary>The attribute's only argument is a type of the same assembly: a prolog of two bytes, then its name.</summary>
    private static TypeDefinition Owner(MetadataReader metadata, CustomAttribute attribute)
    {
        var blob = metadata.GetBlobReader(attribute.Value);
        Assert.Equal(1, blob.ReadUInt16());
        var name = blob.ReadSerializedString();
        return metadata.TypeDefinitions.Select(metadata.GetTypeDefinition)
            .Single(t => $"{metadata.GetString(t.Namespace)}.{metadata.GetString(t.Name)}" == name);
    }

    private static string Skeleton(PEReader pe, MetadataReader metadata, TypeDefinition owner)
    {
        var getter = owner.GetMethods().Select(metadata.GetMethodDefinition).Single(m => metadata.GetString(m.Name) == "get_Skeleton");
        var il = pe.GetMethodBody(getter.RelativeVirtualAddress).GetILReader();
        Assert.Equal(LoadStaticFieldAddress, il.ReadByte());
        var data = metadata.GetFieldDefinition((FieldDefinitionHandle)MetadataTokens.EntityHandle(il.ReadInt32()));
        var length = il.ReadByte() switch
        {
            LoadInt32 => il.ReadInt32(),
            LoadInt8 => il.ReadSByte(),
            var other => throw new InvalidDataException($"The getter pushes its length with opcode 0x{other:X2}, not ldc.i4."),
        };
        ImmutableArray<byte> text = pe.GetSectionData(data.GetRelativeVirtualAddress()).GetContent(0, length);
        return Encoding.UTF8.GetString(text.AsSpan());
    }
}
