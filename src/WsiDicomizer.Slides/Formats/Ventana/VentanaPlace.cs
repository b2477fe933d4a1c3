using WsiDicomizer.Slides.Tiff;

namespace WsiDicomizer.Slides.Formats.Ventana;

/// <summary>A tag whose text is searched, and the records of what is found in it.</summary>
/// <param name="Location">The page and tag.</param>
/// <param name="Offset">Of the value, from the start of the file.</param>
/// <param name="Bytes">The value.</param>
internal sealed record VentanaPlace(string Location, long Offset, byte[] Bytes)
{
    /// <summary>A piece of the text, quoted as it is stored.</summary>
    public IdentityRecord Text(string name, IdentityKind kind, int start, int length) =>
        Record(name, TiffText.DecodeAll(Bytes.AsSpan(start, length)), kind, start, length);

    /// <summary>A piece of the text with a value.</summary>
    public IdentityRecord Record(string name, string? value, IdentityKind kind, int start, int length) => new()
    {
        Location = Location,
        Name = name,
        Value = value,
        Kind = kind,
        Range = new ByteRange(Offset + start, length),
    };
}
