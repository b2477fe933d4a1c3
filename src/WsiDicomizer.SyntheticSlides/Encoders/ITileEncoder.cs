using WsiDicomizer.Imaging.Drawing;

namespace WsiDicomizer.SyntheticSlides.Encoders;

/// <summary>Turns drawn pictures into the bytes of tiles and strips of one page.</summary>
internal interface ITileEncoder
{
    /// <summary>The stream for tag 347 that all tiles of the page need; null where each tile stands alone.</summary>
    byte[]? SharedTables { get; }

    /// <summary>Encodes one tile or strip.</summary>
    /// <returns>The bytes as they stand in the file, in a new array.</returns>
    byte[] Encode(ReadOnlySpan<byte> rgb, int width, int height);

    /// <summary>Encodes a picture.</summary>
    byte[] Encode(Canvas canvas) => Encode(canvas.Pixels, canvas.Width, canvas.Height);
}
