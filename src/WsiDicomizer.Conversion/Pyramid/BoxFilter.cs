using System.Numerics;
using System.Runtime.InteropServices;
using WsiDicomizer.Imaging.Geometry;

namespace WsiDicomizer.Conversion.Pyramid;

/// <summary>Halves pictures: each pixel is the mean of two by two, rounded to nearest, halves up.</summary>
internal static class BoxFilter
{
    /// <summary>Draws a picture at half its size into a corner of a larger one.</summary>
    /// <param name="source">Rows of <paramref name="layout"/>'s width.</param>
    /// <param name="valid">The part of the source that shows something, from its corner; of odd sizes the last pixel counts twice.</param>
    /// <param name="target">Rows of <paramref name="layout"/>'s width.</param>
    /// <param name="left">Where in the target, in pixels.</param>
    /// <param name="top">Where in the target, in pixels.</param>
    /// <param name="layout">Of both.</param>
    public static void Halve(
        ReadOnlySpan<byte> source, PixelSize valid, Span<byte> target, int left, int top, PixelLayout layout)
    {
        if (layout.BitsPerSample == 8)
        {
            Halve(source, valid, target[(((top * layout.Size.Width) + left) * layout.SamplesPerPixel)..], layout);
        }
        else
        {
            Halve(
                MemoryMarshal.Cast<byte, ushort>(source),
                valid,
                MemoryMarshal.Cast<byte, ushort>(target)[(((top * layout.Size.Width) + left) * layout.SamplesPerPixel)..],
                layout);
        }
    }

    private static void Halve<T>(ReadOnlySpan<T> source, PixelSize valid, Span<T> target, PixelLayout layout)
        where T : unmanaged, IBinaryInteger<T>
    {
        var samples = layout.SamplesPerPixel;
        var stride = layout.Size.Width * samples;
        var pairs = valid.Width / 2 * samples;
        for (var y = 0; y < valid.Height; y += 2)
        {
            var upper = source.Slice(y * stride, valid.Width * samples);
            var lower = y + 1 < valid.Height ? source.Slice((y + 1) * stride, valid.Width * samples) : upper;
            var line = target.Slice(y / 2 * stride, (valid.Width + 1) / 2 * samples);
            for (int at = 0, from = 0; at < pairs; from += samples)
            {
                for (var end = at + samples; at < end; at++, from++)
                {
                    line[at] = Mean(upper[from], upper[from + samples], lower[from], lower[from + samples]);
                }
            }

            // An odd width's last pixel has no neighbour.
            for (int at = pairs, from = pairs * 2; at < line.Length; at++, from++)
            {
                line[at] = Mean(upper[from], upper[from], lower[from], lower[from]);
            }
        }
    }

    private static T Mean<T>(T a, T b, T c, T d)
        where T : unmanaged, IBinaryInteger<T> =>
        T.CreateTruncating((int.CreateTruncating(a) + int.CreateTruncating(b) + int.CreateTruncating(c) + int.CreateTruncating(d) + 2) >> 2);
}
