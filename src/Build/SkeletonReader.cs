using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text;

namespace ShadowGen.Build;

/// <summary>Reads the skeletons of a built assembly without loading it: manifest attribute, the class that it names, the data that its Skeleton getter points at.</summary>
internal static class SkeletonReader
{
    private const string Space = "ShadowGen.Generated";
    private const string Attribute = "ShadowManifestAttribute";
    private const byte Nop = 0x00;
    private const byte LoadStaticFieldAddress = 0x7F;

    /// <returns>One text for each generated file; none for an assembly without ShadowGen.</returns>
    /// <exception cref="BadImageFormatException">The file is no managed assembly, or its tables are not as this version writes them.</exception>
    public static List<string> Read(string path)
    {
        using var file = File.OpenRead(path);
        using var image = new PEReader(file);
        var metadata = image.GetMetadataReader();
        Dictionary<string, TypeDefinition>? owners = null;
        var texts = new List<string>();
        foreach (var handle in metadata.GetAssemblyDefinition().GetCustomAttributes())
        {
            var attribute = metadata.GetCustomAttribute(handle);
            if (!IsManifest(metadata, attribute))
                continue;
            owners ??= Owners(metadata);
            var name = OwnerName(metadata, attribute);
            if (!owners.TryGetValue(name, out var owner))
                throw new BadImageFormatException($"the assembly has no class '{name}', which its manifest names");
            texts.Add(Skeleton(image, metadata, owner));
        }

        return texts;
    }

    private static bool IsManifest(MetadataReader metadata, CustomAttribute attribute)
    {
        if (attribute.Constructor.Kind != HandleKind.MemberReference)
            return false;
        var parent = metadata.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent;
        if (parent.Kind != HandleKind.TypeReference)
            return false;
        var type = metadata.GetTypeReference((TypeReferenceHandle)parent);
        return metadata.StringComparer.Equals(type.Name, Attribute) && metadata.StringComparer.Equals(type.Namespace, Space);
    }

    // A prolog of two bytes, then the argument: the name of a type of this assembly.
    private static string OwnerName(MetadataReader metadata, CustomAttribute attribute)
    {
        var blob = metadata.GetBlobReader(attribute.Value);
        blob.ReadUInt16();
        return (blob.ReadSerializedString() ?? "").Split(',')[0];
    }

    private static Dictionary<string, TypeDefinition> Owners(MetadataReader metadata)
    {
        var owners = new Dictionary<string, TypeDefinition>(StringComparer.Ordinal);
        foreach (var handle in metadata.TypeDefinitions)
        {
            var type = metadata.GetTypeDefinition(handle);
            if (metadata.StringComparer.Equals(type.Namespace, Space))
                owners[Space + "." + metadata.GetString(type.Name)] = type;
        }

        return owners;
    }

    private static string Skeleton(PEReader image, MetadataReader metadata, TypeDefinition owner)
    {
        foreach (var handle in owner.GetMethods())
        {
            var method = metadata.GetMethodDefinition(handle);
            if (!metadata.StringComparer.Equals(method.Name, "get_Skeleton"))
                continue;
            var il = image.GetMethodBody(method.RelativeVirtualAddress).GetILReader();
            byte code;
            do
                code = il.ReadByte();
            while (code == Nop);
            if (code != LoadStaticFieldAddress)
                break;
            return Text(image, metadata, metadata.GetFieldDefinition((FieldDefinitionHandle)System.Reflection.Metadata.Ecma335.MetadataTokens.EntityHandle(il.ReadInt32())));
        }

        throw new BadImageFormatException($"'{metadata.GetString(owner.Name)}' has no Skeleton property that returns data of the assembly");
    }

    // The field's type is a struct whose only content is its size; a UTF-8 literal ends in a zero byte.
    private static string Text(PEReader image, MetadataReader metadata, FieldDefinition field)
    {
        var signature = metadata.GetBlobReader(field.Signature);
        signature.ReadSignatureHeader();
        signature.ReadSignatureTypeCode();
        var size = metadata.GetTypeDefinition((TypeDefinitionHandle)signature.ReadTypeHandle()).GetLayout().Size;
        var bytes = image.GetSectionData(field.GetRelativeVirtualAddress()).GetReader(0, size).ReadBytes(size);
        return Encoding.UTF8.GetString(bytes).TrimEnd('\0');
    }
}
