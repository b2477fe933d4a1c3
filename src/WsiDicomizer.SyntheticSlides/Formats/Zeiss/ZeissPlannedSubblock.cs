using System.Buffers.Binary;
using System.Text;

namespace WsiDicomizer.SyntheticSlides.Formats.Zeiss;

/// <summary>A subblock that is going to be written.</summary>
internal sealed record ZeissPlannedSubblock
{
    /// <summary>The first column and row, in pixels of the base level.</summary>
    public required (int X, int Y) Start { get; init; }

    /// <summary>Columns and rows as stored.</summary>
    public required (int Width, int Height) Stored { get; init; }

    /// <summary>How many pixels of the base level one is, each way.</summary>
    public int Downsample { get; init; } = 1;

    /// <summary>The level.</summary>
    public int Level { get; init; }

    /// <summary>Column and row in the mosaic, as written in the cell.</summary>
    public (int Column, int Row) Cell { get; init; }

    /// <summary>Scene.</summary>
    public int Scene { get; init; }

    /// <summary>Channel.</summary>
    public int Channel { get; init; }

    /// <summary>Focal plane.</summary>
    public int Plane { get; init; }

    /// <summary>The position in the mosaic; null for the smaller levels, as real files have it.</summary>
    public int? Mosaic { get; init; }

    /// <summary>See <see cref="ZeissPixels"/>.</summary>
    public required int PixelType { get; init; }

    /// <summary>See <see cref="ZeissPixels"/>.</summary>
    public required int Compression { get; init; }

    /// <summary>The entry of the directory.</summary>
    /// <param name="position">Where the subblock's segment is.</param>
    public byte[] ToEntry(long position)
    {
        List<(string Name, int Start, int Size, int Stored)> dimensions =
        [
            ("X", Start.X, Stored.Width * Downsample, Stored.Width),
            ("Y", Start.Y, Stored.Height * Downsample, Stored.Height),
            ("C", Channel, 1, 0),
            ("Z", Plane, 1, 0),
            ("T", 0, 1, 0),
            ("S", Scene, 1, 0),
        ];
        if (Mosaic is { } mosaic)
        {
            dimensions.Add(("M", mosaic, 1, 0));
        }

        var entry = new byte[32 + (20 * dimensions.Count)];
        "DV"u8.CopyTo(entry);
        Write(2, PixelType);
        BinaryPrimitives.WriteInt64LittleEndian(entry.AsSpan(6), position);
        Write(18, Compression);
        entry[22] = Downsample > 1 ? (byte)2 : (byte)0;
        Write(28, dimensions.Count);
        for (var index = 0; index < dimensions.Count; index++)
        {
            var at = 32 + (20 * index);
            Encoding.ASCII.GetBytes(dimensions[index].Name).CopyTo(entry, at);
            Write(at + 4, dimensions[index].Start);
            Write(at + 8, dimensions[index].Size);
            Write(at + 16, dimensions[index].Stored);
        }

        return entry;

        void Write(int at, int value) => BinaryPrimitives.WriteInt32LittleEndian(entry.AsSpan(at), value);
    }
}
