using System.Globalization;
using System.Text.Json;
using WsiDicomizer.Imaging.Geometry;

namespace WsiDicomizer.Conversion.LabelMasks;

/// <summary>What was covered of a picture of the glass, and the proof that nothing else changed.</summary>
public sealed record LabelMask
{
    /// <summary>What is white now; in a JPEG widened to whole MCUs.</summary>
    public required PixelRectangle Area { get; init; }

    /// <summary>Whether the part was told by a person, and not by the slide's format.</summary>
    public required bool IsGiven { get; init; }

    /// <summary>Whether coefficients of a JPEG were kept, and not pixels.</summary>
    public required bool IsJpeg { get; init; }

    /// <summary>
    /// SHA-256, in hexadecimal, of everything outside: coefficients as
    /// <see cref="Imaging.Jpeg.Masking.JpegCoefficients.DigestOutside"/> counts them, or pixels as
    /// <see cref="Imaging.Masking.PixelMask.DigestOutside"/> does. It was the same before and after.
    /// </summary>
    public required string OutsideDigest { get; init; }

    /// <summary>What a person should know; no identity.</summary>
    /// <param name="fileName">The picture's file.</param>
    internal string Describe(string fileName) => string.Create(
        CultureInfo.InvariantCulture,
        $"{fileName}: {Area.Width}×{Area.Height} pixels from column {Area.Left}, row {Area.Top} were covered, where the label is "
        + $"{(IsGiven ? "as was told" : "in this format")}; every other {(IsJpeg ? "coefficient" : "pixel")} is as it was");

    /// <summary>Writes it as an object of a report.</summary>
    /// <param name="json">The report.</param>
    internal void WriteTo(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteNumber("left", Area.Left);
        json.WriteNumber("top", Area.Top);
        json.WriteNumber("width", Area.Width);
        json.WriteNumber("height", Area.Height);
        json.WriteString("place", IsGiven ? "given" : "of the format");
        json.WriteString("keptOutside", IsJpeg ? "coefficients" : "pixels");
        json.WriteString("outsideSha256", OutsideDigest);
        json.WriteEndObject();
    }
}
