using System.Globalization;

namespace WsiDicomizer.Slides;

/// <summary>A stored piece of a picture: a tile, a strip, a subblock or a whole file, wherever the files have one.</summary>
/// <remarks>
/// Also where the levels make or draw their tiles from something else. A piece that is not stored is not listed, and the
/// stream itself may be damaged.
/// </remarks>
/// <param name="FileIndex">Which of <see cref="Slide.Files"/> it is in, 0-based.</param>
/// <param name="Range">Its bytes in that file.</param>
/// <param name="Compression">How it is compressed; <see cref="TileCompression.Unknown"/> where nothing here reads it.</param>
/// <param name="Place">What it is part of, e.g. <c>page 2</c>.</param>
/// <param name="Number">The how manieth of its place, 0-based; below 0 where the place has but one.</param>
public readonly record struct StoredStream(
    int FileIndex, ByteRange Range, TileCompression Compression, string Place, int Number)
{
    /// <summary>Where it is, in words: e.g. <c>page 2, tile 7</c>.</summary>
    public string Location => Number < 0 ? Place : string.Create(CultureInfo.InvariantCulture, $"{Place} {Number}");
}
