namespace WsiDicomizer.Slides.Hidden;

/// <summary>A piece of a file that something refers to.</summary>
/// <param name="Range">Its bytes.</param>
/// <param name="Role">What it is.</param>
/// <param name="Compression">Of a stream.</param>
/// <param name="Place">Which of the map's places it is in; below 0 for none.</param>
/// <param name="Number">The how manieth of its place; below 0 where the place has but one.</param>
internal readonly record struct FilePiece(
    ByteRange Range, FilePieceRole Role, TileCompression Compression, int Place, int Number) : IComparable<FilePiece>
{
    /// <inheritdoc/>
    public int CompareTo(FilePiece other) =>
        Range.Offset.CompareTo(other.Range.Offset) is not 0 and var byOffset ? byOffset
        : Range.Length.CompareTo(other.Range.Length) is not 0 and var byLength ? byLength
        : Place.CompareTo(other.Place) is not 0 and var byPlace ? byPlace
        : Number.CompareTo(other.Number);
}

/// <summary>What a piece of a file is.</summary>
internal enum FilePieceRole : byte
{
    /// <summary>A header, directory, table or value that other rules answer for.</summary>
    Structure,

    /// <summary>A stored stream.</summary>
    Stream,

    /// <summary>Room inside a structure that nothing is said to be in.</summary>
    Slack,
}
