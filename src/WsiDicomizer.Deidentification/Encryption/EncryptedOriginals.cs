using System.Text.Json;

namespace WsiDicomizer.Deidentification.Encryption;

/// <summary>What was kept encrypted; no value.</summary>
/// <param name="Attributes">How many attributes of the outermost data sets were kept; one that was changed inside goes as a whole.</param>
/// <param name="Certificates">The SHA-256 of the certificates whose keys open them, in hexadecimal and in order.</param>
public sealed record EncryptedOriginals(long Attributes, IReadOnlyList<string> Certificates)
{
    /// <summary>Adds what was kept of several data sets.</summary>
    /// <param name="parts">Of each data set; null where nothing was to be kept.</param>
    /// <returns>Null where nothing was to be kept of any.</returns>
    public static EncryptedOriginals? Sum(IEnumerable<EncryptedOriginals?> parts)
    {
        EncryptedOriginals? sum = null;
        foreach (var part in parts.OfType<EncryptedOriginals>())
        {
            sum = sum is null
                ? part
                : new EncryptedOriginals(
                    sum.Attributes + part.Attributes,
                    [.. sum.Certificates.Union(part.Certificates, StringComparer.Ordinal).Order(StringComparer.Ordinal)]);
        }

        return sum;
    }

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
