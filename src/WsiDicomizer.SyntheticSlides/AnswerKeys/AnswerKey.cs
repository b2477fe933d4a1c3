using System.Text.Json;

namespace WsiDicomizer.SyntheticSlides.AnswerKeys;

/// <summary>Everything that a synthetic slide holds which must not survive, and the structure that must.</summary>
/// <remarks>Written beside the slide as <c>&lt;slide&gt;.answers.json</c>. It is full of (invented) identity.</remarks>
public sealed record AnswerKey
{
    /// <summary>The extension that is put after the slide's whole file name.</summary>
    public const string FileExtension = ".answers.json";

    /// <summary>The slide's file name without its folder.</summary>
    public required string Slide { get; init; }

    /// <summary>The vendor, as on the command line: <c>aperio</c>.</summary>
    public required string Vendor { get; init; }

    /// <summary>The variant of the vendor's format: <c>classic-rgb</c>.</summary>
    public required string Variant { get; init; }

    /// <summary>The seed that the picture and the values were made from.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Micrometres from pixel to pixel on level 0; null where the slide does not say.</summary>
    public double? MicrometresPerPixel { get; init; }

    /// <summary>The levels, largest first.</summary>
    public required IReadOnlyList<AnswerKeyLevel> Levels { get; init; }

    /// <summary>The planted values.</summary>
    public required IReadOnlyList<AnswerKeyEntry> Entries { get; init; }

    /// <summary>The path of a slide's answer key.</summary>
    public static string PathFor(string slidePath) => slidePath + FileExtension;

    /// <summary>The key as indented JSON in UTF-8 with a final line break.</summary>
    public byte[] ToJson()
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(this, AnswerKeyJsonContext.Default.AnswerKey);
        return [.. json, (byte)'\n'];
    }

    /// <summary>Reads a key back.</summary>
    /// <exception cref="JsonException">The bytes are not an answer key.</exception>
    public static AnswerKey FromJson(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize(json, AnswerKeyJsonContext.Default.AnswerKey)
        ?? throw new JsonException("An answer key is a JSON object; found null.");
}
