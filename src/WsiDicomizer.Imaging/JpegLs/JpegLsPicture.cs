using System.Buffers.Binary;

namespace WsiDicomizer.Imaging.JpegLs;

/// <summary>Where decoded lines go.</summary>
internal sealed class JpegLsPicture(int width, int height, int components, int precision)
{
    private readonly int _sampleBytes = precision > 8 ? 2 : 1;

    /// <summary>As <see cref="JpegLsImage.Samples"/>.</summary>
    public byte[] Samples { get; } = new byte[(long)width * height * components * (precision > 8 ? 2 : 1)];

    /// <summary>Columns.</summary>
    public int Width { get; } = width;

    /// <summary>Rows.</summary>
    public int Height { get; } = height;

    /// <summary>Takes a line of a component.</summary>
    public void Store(int row, int component, ReadOnlySpan<int> line)
    {
        var step = components * _sampleBytes;
        var target = Samples.AsSpan(row * Width * step, Width * step);
        var at = component * _sampleBytes;
        foreach (var sample in line)
        {
            if (_sampleBytes == 1)
            {
                target[at] = (byte)sample;
            }
            else
            {
                BinaryPrimitives.WriteUInt16LittleEndian(target[at..], (ushort)sample);
            }

            at += step;
        }
    }
}
