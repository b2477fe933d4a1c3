using System.Globalization;
using System.Text;
using WsiDicomizer.Imaging.Drawing;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Imaging.Jpeg;
using WsiDicomizer.SyntheticSlides.AnswerKeys;
using WsiDicomizer.SyntheticSlides.Drawing;
using WsiDicomizer.SyntheticSlides.Planting;

namespace WsiDicomizer.SyntheticSlides.Formats.Isyntax;

/// <summary>Writes header, end mark, seek table and codeblocks.</summary>
internal static class IsyntaxFileWriter
{
    private const int Quality = 75;

    /// <summary>Writes everything.</summary>
    /// <param name="plan">What is decided.</param>
    /// <param name="stream">Where to.</param>
    public static void Write(IsyntaxPlan plan, Stream stream)
    {
        var random = new SplitMix64(plan.Options.Seed + 0x15);
        var blocks = Enumerable.Range(0, IsyntaxPlan.BlockCount).Select(_ => MakeBlock(ref random)).ToList();
        var (label, macro) = DrawPictures(plan);
        var description = plan.Identity.ScannerSerial is { } serial ? $"UFS {serial}" : "UFS";
        var profile = IccProfileBuilder.Build(description, "No copyright", created: null);
        plan.Planted.Add("header, DICOM_ICCPROFILE", "desc", plan.Identity.ScannerSerial, PlantedKind.Serial);
        var lengths = blocks.ConvertAll(block => block.Length);
        byte[] header =
        [
            .. Encoding.UTF8.GetBytes(new IsyntaxHeaderWriter(plan).Write(label, macro, profile, lengths)),
            0, 0, 0, (byte)'\r', (byte)'\n', 4,
        ];
        stream.Write(header);
        if (plan.Options.Variant == IsyntaxVariant.V1)
        {
            stream.Write(IsyntaxBlockTable.WriteSeekTable(
                header.Length + IsyntaxBlockTable.SeekTableLength(blocks.Count), lengths));
        }

        foreach (var block in blocks)
        {
            stream.Write(block);
        }

        if (plan.Identity.CaseNumber is { } caseNumber)
        {
            var text = $"Case {caseNumber}";
            plan.Planted.Add(
                string.Create(CultureInfo.InvariantCulture, $"offset {stream.Position}, between structures"), "Case", text, PlantedKind.Identifier);
            stream.Write(Encoding.UTF8.GetBytes(text));
        }
    }

    private static byte[] MakeBlock(ref SplitMix64 random)
    {
        var block = new byte[500 + random.Next(1500)];
        for (var index = 0; index < block.Length; index++)
        {
            block[index] = (byte)random.Next(256);
        }

        return block;
    }

    private static (byte[] Label, byte[] Macro) DrawPictures(IsyntaxPlan plan)
    {
        using var codec = new JpegCodec(JpegLimits.Default);
        var label = GlassPainter.PaintLabel(
            400,
            460,
            new LabelText
            {
                PatientName = plan.Identity.PatientName,
                PatientID = plan.Identity.PatientID,
                CaseNumber = plan.Identity.CaseNumber,
                Barcode = plan.Identity.Barcode,
            });
        var aspect = (double)plan.Options.Size.Width / plan.Options.Size.Height;
        var macro = GlassPainter.PaintMacro(1200, 400, label, new SlidePainter(plan.Options.Seed), aspect);
        return (Encode(codec, label), Encode(codec, macro));
    }

    private static byte[] Encode(JpegCodec codec, Canvas canvas) => codec.Encode(
        canvas.Pixels, new PixelSize(canvas.Width, canvas.Height), new JpegEncodeOptions { Quality = Quality });
}
