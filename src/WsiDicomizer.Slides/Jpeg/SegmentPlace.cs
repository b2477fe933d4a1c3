namespace WsiDicomizer.Slides.Jpeg;

/// <summary>A segment or chunk of a picture file, for the records of what is found in it.</summary>
/// <param name="FileIndex">Which of <see cref="Slide.Files"/> it is in, 0-based.</param>
/// <param name="Location">In words.</param>
/// <param name="Offset">Of its content, from the start of the file.</param>
internal readonly record struct SegmentPlace(int FileIndex, string Location, long Offset)
{
    /// <summary>A record of a piece.</summary>
    /// <param name="name">What it is called there.</param>
    /// <param name="value">The text, or null.</param>
    /// <param name="kind">What kind of identity it is.</param>
    /// <param name="start">Of the piece, from the start of the content.</param>
    /// <param name="length">Of the piece in bytes.</param>
    public IdentityRecord Record(string name, string? value, IdentityKind kind, int start, int length) => new()
    {
        FileIndex = FileIndex,
        Location = Location,
        Name = name,
        Value = value,
        Kind = kind,
        Range = new ByteRange(Offset + start, length),
    };
}
