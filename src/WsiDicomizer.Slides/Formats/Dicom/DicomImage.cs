using WsiDicomizer.Dicom;
using WsiDicomizer.Imaging.Geometry;

namespace WsiDicomizer.Slides.Formats.Dicom;

/// <summary>One picture of a slide: an instance, or the parts of a concatenation in order (PS3.3 C.7.6.16.1.1).</summary>
internal sealed class DicomImage
{
    private DicomImage(IReadOnlyList<DicomInstance> parts)
    {
        Parts = parts;
        TotalFrames = checked(parts.Sum(part => part.NumberOfFrames));
    }

    /// <summary>At least one.</summary>
    public IReadOnlyList<DicomInstance> Parts { get; }

    /// <summary>Whose data set speaks for all.</summary>
    public DicomInstance First => Parts[0];

    /// <summary>What it shows.</summary>
    public DicomRole Role => First.Role;

    /// <summary>The whole picture.</summary>
    public PixelSize Size => First.Size;

    /// <summary>A frame.</summary>
    public PixelSize FrameSize => First.FrameSize;

    /// <summary>Of all parts.</summary>
    public int TotalFrames { get; }

    /// <summary>The number of tiles across.</summary>
    public int TileColumns => (int)(((long)Size.Width + FrameSize.Width - 1) / FrameSize.Width);

    /// <summary>The number of tiles down.</summary>
    public int TileRows => (int)(((long)Size.Height + FrameSize.Height - 1) / FrameSize.Height);

    /// <summary>Joins instances that are one picture.</summary>
    /// <param name="instances">Of one concatenation, in any order; or one alone.</param>
    /// <exception cref="SlideFormatException">A part is missing or does not fit the others.</exception>
    public static DicomImage Join(IReadOnlyList<DicomInstance> instances)
    {
        if (instances is [{ ConcatenationUID: "" }])
        {
            return new DicomImage(instances);
        }

        var parts = instances.OrderBy(part => part.Number(DicomTag.InConcatenationNumber, 0)).ToArray();
        var first = parts[0];
        var total = first.Number(DicomTag.InConcatenationTotalNumber, parts.Length);
        for (var index = 0; index < parts.Length; index++)
        {
            var part = parts[index];
            if (part.Number(DicomTag.InConcatenationNumber, 0) != index + 1)
            {
                throw Damaged(part, $"the files of the folder do not hold part {index + 1} of its concatenation, or hold it twice");
            }

            if (part.Size != first.Size || part.FrameSize != first.FrameSize || part.TransferSyntax != first.TransferSyntax
                || part.Role != first.Role || part.Text(DicomTag.PhotometricInterpretation) != first.Text(DicomTag.PhotometricInterpretation))
            {
                throw Damaged(part, $"part {index + 1} of the concatenation differs in size, role or encoding from part 1");
            }
        }

        return total == parts.Length
            ? new DicomImage(parts)
            : throw Damaged(first, $"the concatenation has {total} parts, and the folder holds {parts.Length} of them");
    }

    private static SlideFormatException Damaged(DicomInstance instance, string message) =>
        new(SlideProblem.Damaged, message, instance.Path);
}
