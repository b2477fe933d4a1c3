using System.Security.Cryptography;
using WsiDicomizer.Imaging.Geometry;

namespace WsiDicomizer.Imaging.Masking;

/// <summary>Covers a part of a picture whose pixels are stored as they are.</summary>
public static class PixelMask
{
    /// <summary>Fills a rectangle; all other bytes stay.</summary>
    /// <param name="samples">Rows × Columns × <paramref name="bytesPerPixel"/>, row-major, not padded; changed in place.</param>
    /// <param name="size">Of the picture.</param>
    /// <param name="bytesPerPixel">3 for RGB of 8 bits, 1 for grey or one plane of several.</param>
    /// <param name="area">In pixels, within the picture.</param>
    /// <param name="shade">What each byte becomes: 255 for white where the lowest value is black.</param>
    /// <exception cref="ArgumentException">The samples are not those of the size, or the rectangle is not within it.</exception>
    public static void Fill(Span<byte> samples, PixelSize size, int bytesPerPixel, PixelRectangle area, byte shade)
    {
        Require(samples.Length, size, bytesPerPixel, area);
        for (var row = area.Top; row < area.Bottom; row++)
        {
            samples.Slice(((row * size.Width) + area.Left) * bytesPerPixel, area.Width * bytesPerPixel).Fill(shade);
        }
    }

    /// <summary>A digest of all pixels outside a rectangle.</summary>
    /// <param name="samples">As for <see cref="Fill"/>; not changed.</param>
    /// <param name="size">Of the picture.</param>
    /// <param name="bytesPerPixel">As for <see cref="Fill"/>.</param>
    /// <param name="area">In pixels, within the picture.</param>
    /// <returns>SHA-256, 64 hexadecimal digits, over the bytes outside in the order of their storage.</returns>
    /// <exception cref="ArgumentException">The samples are not those of the size, or the rectangle is not within it.</exception>
    public static string DigestOutside(ReadOnlySpan<byte> samples, PixelSize size, int bytesPerPixel, PixelRectangle area)
    {
        Require(samples.Length, size, bytesPerPixel, area);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (var row = 0; row < size.Height; row++)
        {
            var pixels = samples.Slice(row * size.Width * bytesPerPixel, size.Width * bytesPerPixel);
            if (row < area.Top || row >= area.Bottom)
            {
                hash.AppendData(pixels);
                continue;
            }

            hash.AppendData(pixels[..(area.Left * bytesPerPixel)]);
            hash.AppendData(pixels[(area.Right * bytesPerPixel)..]);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void Require(int length, PixelSize size, int bytesPerPixel, PixelRectangle area)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bytesPerPixel, 1);
        if (length != size.Area * bytesPerPixel || !area.IsWithin(size))
        {
            throw new ArgumentException("The samples are not those of the size, or the rectangle is empty or not within it.");
        }
    }
}
