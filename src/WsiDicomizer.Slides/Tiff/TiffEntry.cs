namespace WsiDicomizer.Slides.Tiff;

/// <summary>One tag of a directory: what it is and where its bytes are. The value itself stays in the file.</summary>
/// <param name="Tag">The tag, possibly without a name in <see cref="TiffTag"/>.</param>
/// <param name="Type">The type as stored, possibly one that TIFF does not define.</param>
/// <param name="Count">The number of elements as stored, unchecked.</param>
/// <param name="Field">The entry itself: tag, type, count and value field, 12 or 20 bytes.</param>
/// <param name="Value">
/// The bytes of the value, inside the entry or elsewhere; null where the type is unknown or the value would lie beyond
/// the end of the file, so that nobody reads it by mistake.
/// </param>
/// <param name="ValueOffset">Where the value is or would be, as stored; the place to name in messages.</param>
/// <param name="HighWord">NDPI: the high half of the value field; part of the offset, or of the one LONG in the field.</param>
public readonly record struct TiffEntry(
    TiffTag Tag, TiffFieldType Type, ulong Count, ByteRange Field, ByteRange? Value, ulong ValueOffset, uint HighWord = 0)
{
    /// <summary>Whether the value is in the entry itself.</summary>
    public bool IsInline => Value is { } value && value.Offset >= Field.Offset && value.End <= Field.End;

    /// <summary>Whether the value is one LONG in the field with a high half elsewhere: a number of 64 bits.</summary>
    internal bool IsWideNumber => HighWord != 0 && Type == TiffFieldType.Long && Count == 1 && IsInline;

    /// <summary>The tag's number and name, e.g. <c>tag 270 ImageDescription</c>.</summary>
    public string Name => Describe(Tag);

    /// <summary>A tag's number and, where this project knows it, name: e.g. <c>tag 270 ImageDescription</c>.</summary>
    /// <param name="tag">The tag.</param>
    public static string Describe(TiffTag tag) =>
        Enum.IsDefined(tag) ? $"tag {(ushort)tag} {tag}" : $"tag {(ushort)tag}";
}
