using WsiDicomizer.Conversion.Frames;
using WsiDicomizer.Conversion.Output;
using WsiDicomizer.Conversion.Planning;
using WsiDicomizer.Deidentification.Engine;
using WsiDicomizer.Deidentification.Keys;
using WsiDicomizer.Dicom;
using WsiDicomizer.Imaging.Geometry;

namespace WsiDicomizer.Conversion.Tests.Planning;

/// <summary>Instances with frames of any length, of which only the lengths exist.</summary>
internal static class LargeInstance
{
    public static InstancePlan Plan(IReadOnlyList<long> frameLengths, int number = 0, int tileSide = 256) => new()
    {
        FileName = $"volume-{number}.dcm",
        Role = ImageRole.Volume,
        InstanceNumber = number + 1,
        IsDerived = number > 0,
        IsResampled = number > 0,
        Size = new PixelSize(tileSide * frameLengths.Count, tileSide),
        FrameSize = new PixelSize(tileSide, tileSide),
        TransferSyntax = DicomTransferSyntax.JPEG2000Lossless,
        PhotometricInterpretation = "RGB",
        SamplesPerPixel = 3,
        Loss = [],
        Spacing = new PixelSpacing(0.25, 0.25),
        ImagedVolume = null,
        IccProfile = ReadOnlyMemory<byte>.Empty,
        Frames = new Lengths(frameLengths),
    };

    /// <summary>The plan with a data set that says what matters for places and lengths.</summary>
    public static OutgoingInstance Prepare(InstancePlan plan)
    {
        var dataset = new DicomDataset
        {
            { DicomTag.SOPClassUID, DicomUID.VLWholeSlideMicroscopyImageStorage },
            { DicomTag.SOPInstanceUID, new DicomUID($"2.25.{plan.InstanceNumber}{plan.Part?.Number}") },
            { DicomTag.InConcatenationNumber, plan.Part?.Number ?? 0 },
            { DicomTag.SamplesPerPixel, plan.SamplesPerPixel },
            { DicomTag.PhotometricInterpretation, plan.PhotometricInterpretation },
            { DicomTag.NumberOfFrames, plan.FrameCount },
            { DicomTag.Rows, plan.FrameSize.Height },
            { DicomTag.Columns, plan.FrameSize.Width },
            { DicomTag.BitsAllocated, 8 },
            { DicomTag.TotalPixelMatrixColumns, plan.Size.Width },
            { DicomTag.TotalPixelMatrixRows, plan.Size.Height },
        };
        var report = new DeidentificationEngine(ConvertedSlide.Profile("identified"), new ProjectKey(new byte[ProjectKey.LengthBytes]))
            .Deidentify(dataset).Report;
        return new OutgoingInstance(plan, dataset, report);
    }

    private sealed class Lengths(IReadOnlyList<long> frameLengths) : ILevelFrameSource
    {
        public FrameHandling Handling => FrameHandling.Copied;

        public IReadOnlyList<long> FrameLengths { get; } = frameLengths;

        public IReadOnlyList<int> FilledFrames => [];

        public byte[] ReadFrame(int frameIndex) => throw new NotSupportedException("there are only lengths");

        public IEnumerable<ReadOnlyMemory<byte>> ReadStreamHeaders() => throw new NotSupportedException("there are only lengths");

        public void CopyTo(IFrameSink sink, int workers, CancellationToken cancellationToken) =>
            throw new NotSupportedException("there are only lengths");
    }
}
