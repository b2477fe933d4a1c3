using System.Numerics;
using System.Runtime.Intrinsics;

namespace WsiDicomizer.Imaging.Jpeg;

/// <summary>Entropy-coded data of JPEG scans.</summary>
public static class JpegScan
{
    /// <summary>Finds the end of entropy-coded data.</summary>
    /// <param name="entropyCoded">The bytes after a scan header.</param>
    /// <param name="end">What stands there.</param>
    /// <returns>
    /// The offset of the first FF that belongs neither to a stuffed byte (FF00) nor to a restart marker; fill bytes
    /// before the ending marker are no data. The length, less a trailing FF, where the data ends without a marker.
    /// </returns>
    /// <remarks>Several gigabytes a second. Source: ITU-T T.81, B.1.1.2, B.1.1.5 and F.1.2.3.</remarks>
    public static int FindEnd(ReadOnlySpan<byte> entropyCoded, out JpegScanEnd end)
    {
        var position = 0;
        while (true)
        {
            var first = position + IndexOfMarker(entropyCoded[position..]);
            var code = first + 1;
            while (code < entropyCoded.Length && entropyCoded[code] == 0xFF)
            {
                code++;
            }

            if (code >= entropyCoded.Length)
            {
                end = JpegScanEnd.DataEnded;
                return Math.Min(first, entropyCoded.Length);
            }

            if (entropyCoded[code] is not (0 or (>= JpegMarker.Rst0 and <= JpegMarker.Rst7)))
            {
                end = entropyCoded[code] == JpegMarker.Eoi ? JpegScanEnd.EndOfImage : JpegScanEnd.OtherMarker;
                return first;
            }

            position = code + 1;
        }
    }

    /// <summary>The first FF that no 00 follows, or the length.</summary>
    private static int IndexOfMarker(ReadOnlySpan<byte> data)
    {
        var i = 0;
        if (Vector256.IsHardwareAccelerated)
        {
            var ones = Vector256<byte>.AllBitsSet;
            for (; i + Vector256<byte>.Count < data.Length; i += Vector256<byte>.Count)
            {
                var isMarker = Vector256.AndNot(
                    Vector256.Equals(Vector256.Create(data.Slice(i, Vector256<byte>.Count)), ones),
                    Vector256.Equals(Vector256.Create(data.Slice(i + 1, Vector256<byte>.Count)), Vector256<byte>.Zero));
                var mask = isMarker.ExtractMostSignificantBits();
                if (mask != 0)
                {
                    return i + BitOperations.TrailingZeroCount(mask);
                }
            }
        }

        while (i < data.Length)
        {
            var next = data[i..].IndexOf((byte)0xFF);
            if (next < 0)
            {
                return data.Length;
            }

            i += next;
            if (i + 1 >= data.Length || data[i + 1] != 0)
            {
                return i;
            }

            i += 2;
        }

        return data.Length;
    }
}
