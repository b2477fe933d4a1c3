namespace WsiDicomizer.Imaging.Geometry;

/// <summary>The size of an image in pixels, width before height.</summary>
/// <param name="Width">Columns, at least 1 in every valid image.</param>
/// <param name="Height">Rows, at least 1 in every valid image.</param>
public readonly record struct PixelSize(int Width, int Height)
{
    /// <summary>The number of pixels.</summary>
    public long Area => (long)Width * Height;

    /// <summary>Width, then height: <c>2220×2967</c>.</summary>
    public override string ToString() => $"{Width}×{Height}";
}
