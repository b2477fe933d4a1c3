using System.Buffers.Binary;
using System.Globalization;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Imaging.Jpeg;
using WsiDicomizer.SyntheticSlides.AnswerKeys;
using WsiDicomizer.SyntheticSlides.Encoders;
using WsiDicomizer.SyntheticSlides.Pages;
using WsiDicomizer.SyntheticSlides.Planting;
using WsiDicomizer.SyntheticSlides.Tiff;

namespace WsiDicomizer.SyntheticSlides.Formats.PlainImage;

/// <summary>Makes the files, with identity in every place that they have, and notes each in the answer key.</summary>
/// <param name="plan">What is decided.</param>
internal sealed class PlainImagePlantings(PagedPlan plan)
{
    private const int RowsPerStrip = 64;

    // Rows of an MCU in 4:2:0: ITU-T T.81 A.2.
    private const int McuSide = 16;

    // Larger ones are made of restart intervals, so that they need not be in memory as a whole.
    private const int MaxWholeSide = 4096;

    private PlantedIdentity Identity => plan.Identity;

    /// <summary>A TIFF of one page in strips.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="stream">Where it goes.</param>
    /// <param name="cancellationToken">Stops between two strips.</param>
    public void WriteTiff(PlainImagePicture picture, Stream stream, CancellationToken cancellationToken)
    {
        var encoding = new PageEncoding { Compression = 5 };
        var writer = new TiffWriter(stream, plan.NeedsBigTiff);
        var encoder = new RawTileEncoder(encoding.Compression, encoding.Samples);
        List<long> offsets = [];
        List<uint> counts = [];
        foreach (var (row, rows) in Bands(picture, RowsPerStrip, cancellationToken))
        {
            var strip = encoder.Encode(picture.Rows(row, rows), picture.Size.Width, rows);
            offsets.Add(writer.Append(strip));
            counts.Add((uint)strip.Length);
        }

        var resolution = (uint)Math.Round(10_000 / plan.Options.MicrometresPerPixel * 1000);
        var directory = encoding.Describe(new TiffDirectory()
            .Offsets(TiffTag.StripOffsets, offsets, writer.Big)
            .Long(TiffTag.StripByteCounts, [.. counts])
            .Long(TiffTag.RowsPerStrip, RowsPerStrip)
            .Long(TiffTag.ImageWidth, (uint)picture.Size.Width)
            .Long(TiffTag.ImageLength, (uint)picture.Size.Height)
            .Rational(TiffTag.XResolution, resolution, 1000)
            .Rational(TiffTag.YResolution, resolution, 1000)
            .Short(TiffTag.ResolutionUnit, 3));
        var plantings = new PagePlantings(plan);
        plantings.WriteSlack(writer);
        var name = Identity.PatientName;
        plantings.Text(directory, 0, TiffTag.ImageDescription, name is null ? null : $"HE section of {name}", PlantedKind.Text);
        plantings.Text(directory, 0, TiffTag.Software, Identity.ServerName, PlantedKind.Text);
        plantings.Text(directory, 0, TiffTag.Make, Identity.Barcode, PlantedKind.Barcode);
        plantings.IntoLevel(0, directory, hasColor: true);
        plantings.DateInto(0, directory);
        writer.WriteDirectory(directory);
    }

    /// <summary>A baseline JPEG with JFIF, Exif and comments.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="stream">Where it goes.</param>
    /// <param name="cancellationToken">Stops between two restart intervals.</param>
    public void WriteJpeg(PlainImagePicture picture, Stream stream, CancellationToken cancellationToken)
    {
        stream.Write(JpegHead());
        using var codec = new JpegCodec(JpegLimits.Default);
        var options = new JpegEncodeOptions { Quality = 85, Subsampling = JpegSubsampling.HorizontalAndVertical };
        var size = picture.Size;
        if (Math.Max(size.Width, size.Height) <= MaxWholeSide)
        {
            stream.Write(codec.Encode(picture.Rows(0, size.Height), size, options).AsSpan(2));
            return;
        }

        // One interval for each row of MCUs. SOI is written already.
        var skip = 2;
        var scan = new JpegRestartStream(Append, size, (size.Width + McuSide - 1) / McuSide);
        foreach (var (row, rows) in Bands(picture, McuSide, cancellationToken))
        {
            scan.Add(codec.Encode(picture.Rows(row, rows), new PixelSize(size.Width, rows), options));
        }

        scan.Finish();

        void Append(ReadOnlyMemory<byte> bytes)
        {
            stream.Write(bytes.Span[skip..]);
            skip = 0;
        }
    }

    /// <summary>A PNG with texts, plain and compressed, and a time.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="stream">Where it goes.</param>
    /// <param name="cancellationToken">Stops between two chunks.</param>
    public void WritePng(PlainImagePicture picture, Stream stream, CancellationToken cancellationToken)
    {
        var png = new PngStream(picture.Size.Width, picture.Size.Height);
        stream.Write(PlantInto(png.Start()));
        foreach (var (row, rows) in Bands(picture, plan.Options.TileSize, cancellationToken))
        {
            stream.Write(png.Rows(picture.Rows(row, rows)));
        }

        stream.Write(PngStream.End);
    }

    // SOI and what is planted behind it.
    private byte[] JpegHead()
    {
        byte[] bytes = [0xFF, 0xD8];
        foreach (var (value, kind) in Texts())
        {
            bytes = JpegPlanting.WithComment(bytes, value);
            plan.Planted.Add("header, comment", "COM", value, kind);
        }

        if (Identity.PatientName is { } name)
        {
            bytes = JpegPlanting.WithExif(bytes, name);
            plan.Planted.Add("header, JPEG APP1", "Exif ImageDescription", name, PlantedKind.Person);
        }

        // ITU-T T.871 10.1: version 1.02, pixels per centimetre, no thumbnail.
        var density = (ushort)Math.Min(ushort.MaxValue, Math.Round(10_000 / plan.Options.MicrometresPerPixel));
        byte[] jfif = [0xFF, 0xE0, 0, 16, .. "JFIF\0"u8, 1, 2, 2, 0, 0, 0, 0, 0, 0];
        BinaryPrimitives.WriteUInt16BigEndian(jfif.AsSpan(12), density);
        BinaryPrimitives.WriteUInt16BigEndian(jfif.AsSpan(14), density);
        return [.. bytes.AsSpan(0, 2), .. jfif, .. bytes.AsSpan(2)];
    }

    private byte[] PlantInto(byte[] bytes)
    {
        foreach (var (value, kind) in Texts())
        {
            bytes = PngPlanting.WithText(bytes, "Comment", value);
            plan.Planted.Add("header, tEXt", "tEXt", value, kind);
        }

        if (Identity.PatientName is { } name)
        {
            bytes = PngPlanting.WithCompressedText(bytes, "Title", name);
            plan.Planted.Add("header, zTXt", "zTXt", name, PlantedKind.Text);
            bytes = PngPlanting.WithChunk(bytes, "hoSP", System.Text.Encoding.UTF8.GetBytes(name));
            plan.Planted.Add("header, hoSP", "hoSP", name, PlantedKind.UnknownKey);
        }

        // PNG 11.3.5.3: pixels per metre.
        var density = (uint)Math.Round(1e6 / plan.Options.MicrometresPerPixel);
        Span<byte> physical = stackalloc byte[9];
        BinaryPrimitives.WriteUInt32BigEndian(physical, density);
        BinaryPrimitives.WriteUInt32BigEndian(physical[4..], density);
        physical[8] = 1;
        return PngPlanting.WithChunk(bytes, "pHYs", physical);
    }

    private static IEnumerable<(int Row, int Rows)> Bands(PlainImagePicture picture, int height, CancellationToken cancellationToken)
    {
        for (var row = 0; row < picture.Size.Height; row += height)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return (row, Math.Min(height, picture.Size.Height - row));
        }
    }

    private IEnumerable<(string Value, PlantedKind Kind)> Texts()
    {
        (string? Value, PlantedKind Kind)[] all =
        [
            (Identity.PatientID, PlantedKind.Identifier),
            (Identity.CaseNumber, PlantedKind.Identifier),
            (Identity.Barcode, PlantedKind.Barcode),
            (Identity.User, PlantedKind.Person),
            (Identity.HostName, PlantedKind.Serial),
            (Identity.ServerName, PlantedKind.Text),
            (Identity.Hospital, PlantedKind.Text),
            (Identity.ScannerSerial, PlantedKind.Serial),
            (Identity.ScannedAt?.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), PlantedKind.Date),
        ];
        return all.Where(text => text.Value is not null).Select(text => (text.Value!, text.Kind));
    }
}
