using System.Text.Json;

namespace WsiDicomizer.Deidentification.Encryption;

/// <summary>What was kept encrypted; no value.</summary>
/// <param name="Attributes">How many attributes of the outermost data sets were kept; one that was changed inside goes as a whole.</param>
/// <param name="Certificates">The SHA-256 of the certificates whose keys open them, in hexadecimal and in order.</param>
public sealed record EncryptedOriginals(long Attributes, IReadOnlyList<string> Certificates)
{
    /// <summary>The SHA-256 of what was kept of one data set: the same for the same originals. Never to be written anywhere.</summary>
    public ReadOnlyMemory<byte> ContentDigest { get; init; }

    /// <summary>Adds what was kept of two data sets, or of more.</summary>
    /// <param name="left">Of one; null where nothing was to be kept.</param>
    /// <param name="right">Of the other.</param>
    public static EncryptedOriginals? Sum(EncryptedOriginals? left, EncryptedOriginals? right) =>
        left is null || right is null
            ? left ?? right
            : new EncryptedOriginals(
                left.Attributes + right.Attributes,
                [.. left.Certificates.Union(right.Certificates, StringComparer.Ordinal).Order(StringComparer.Ordinal)]);

    /// <summary>Writes it as the property <c>encryptedOriginals</c> of a JSON object.</summary>
    /// <param name="writer">Inside the object.</param>
    public void WriteTo(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("encryptedOriginals");
        writer.WriteNumber("attributes", Attributes);
        writer.WriteStartArray("certificates");
        foreach (var certificate in Certificates)
        {
            writer.WriteStringValue(certificate);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
