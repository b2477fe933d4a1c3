using System.Diagnostics.CodeAnalysis;
using WsiDicomizer.Conversion.LabelMasks;
using WsiDicomizer.Dicom;
using WsiDicomizer.Dicom.IO;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Imaging.Jpeg;
using WsiDicomizer.Slides;

namespace WsiDicomizer.Conversion.Instances;

/// <summary>An instance that shows the whole glass, to be covered where its label is.</summary>
/// <param name="dataset">The data set; not changed.</param>
/// <param name="syntax">The transfer syntax of its pixel data.</param>
/// <param name="limits">What the picture may ask for.</param>
/// <remarks>
/// One frame of 8 bits: JPEG (PS3.5 8.2.1, Process 1, and 2 and 4 of 8 bits), every other coefficient kept; or uncompressed RGB,
/// interleaved, or MONOCHROME2. Everything else is refused with the reason.
/// </remarks>
internal sealed class OverviewInstance(DicomDataset dataset, DicomTransferSyntax syntax, InstanceLimits limits)
{
    private static readonly DicomTag[] FunctionalGroups =
        [DicomTag.SharedFunctionalGroupsSequence, DicomTag.PerFrameFunctionalGroupsSequence];

    /// <summary>Makes the data set of the covered picture.</summary>
    /// <param name="given">What is to be covered, as a person said; null where nobody did.</param>
    /// <param name="masked">
    /// The data set with the new pixel data, BurnedInAnnotation NO, ImageType and FrameType DERIVED, and without icon; or null.
    /// </param>
    /// <param name="mask">What was covered, or null.</param>
    /// <param name="reason">Why nothing can be; no value of the data set.</param>
    public bool TryMask(
        LabelArea? given,
        [NotNullWhen(true)] out DicomDataset? masked,
        [NotNullWhen(true)] out LabelMask? mask,
        [NotNullWhen(false)] out string? reason)
    {
        (masked, mask) = (null, null);
        if (given is not { } told)
        {
            reason = "which part the label takes is not known of DICOM overviews (--label-area tells it)";
            return false;
        }

        var size = new PixelSize(Number(DicomTag.Columns), Number(DicomTag.Rows));
        var samples = Number(DicomTag.SamplesPerPixel);
        if (size.Area < 1 || samples is not (1 or 3) || Number(DicomTag.BitsAllocated) != 8 || !HasOneFrame)
        {
            reason = "only one frame of 8 bits and 1 or 3 samples can be covered";
            return false;
        }

        if (told.On(size) is not { } area)
        {
            reason = "the part that --label-area tells is not in it";
            return false;
        }

        var picture = new PictureMask(area, isGiven: true);
        DicomItem? pixelData = dataset.TryGetDicomItem<DicomFragmentSequence>(DicomTag.PixelData, out var fragments)
            ? MaskJpeg(picture, fragments, size, out mask, out reason)
            : MaskPixels(picture, size, samples, out mask, out reason);
        masked = pixelData is null ? null : WithPixels(pixelData);
        return masked is not null;
    }

    private bool HasOneFrame =>
        !dataset.TryGetString(DicomTag.NumberOfFrames, out var text) || text.Trim() is "" or "1";

    private DicomFragmentSequence? MaskJpeg(
        PictureMask picture, DicomFragmentSequence fragments, PixelSize size, out LabelMask? mask, out string? reason)
    {
        mask = null;
        if (syntax != DicomTransferSyntax.JPEGProcess1 && syntax != DicomTransferSyntax.JPEGProcess2)
        {
            reason = "a part of it cannot be covered in its transfer syntax: expected JPEG Process 1, 2 or 4, or uncompressed";
            return null;
        }

        var stored = DicomEncapsulatedFrames.Create(dataset, fragments).GetFrame(0);
        if (stored.Length > limits.MaximumFrameBytes)
        {
            reason = $"its frame is longer than {nameof(limits.MaximumFrameBytes)} = {limits.MaximumFrameBytes}";
            return null;
        }

        var stream = new byte[stored.Length];
        stored.Read(0, stream);
        if (!JpegHeader.TryRead(stream, JpegLimits.Default, out var header, out var fault)
            || new PixelSize(header.Width, header.Height) != size)
        {
            reason = header is null ? fault.ToException("JPEG stream").Message : "its stream is not as large as Rows and Columns say";
            return null;
        }

        var color = Text(DicomTag.PhotometricInterpretation) switch
        {
            "RGB" => JpegColor.Rgb,
            "MONOCHROME1" or "MONOCHROME2" => JpegColor.Grey,
            _ => JpegColor.YCbCr,
        };
        if (!picture.TryApply(stream, color, out var covered, out mask, out reason))
        {
            return null;
        }

        byte[] even = (covered.Length & 1) == 0 ? covered : [.. covered, 0];
        return new DicomFragmentSequence(DicomTag.PixelData, [0], [new MemoryByteSource(even)], [0]);
    }

    private DicomBytesElement? MaskPixels(PictureMask picture, PixelSize size, int samples, out LabelMask? mask, out string? reason)
    {
        mask = null;
        var isPlain = Text(DicomTag.PhotometricInterpretation) is "RGB" or "MONOCHROME2"
            && Number(DicomTag.PixelRepresentation) == 0 && Number(DicomTag.PlanarConfiguration) == 0;
        var length = size.Area * samples;
        if (syntax.IsBigEndian || !isPlain
            || !dataset.TryGetDicomItem<DicomBytesElement>(DicomTag.PixelData, out var stored)
            || stored.Source.Length < length || length > limits.MaximumFrameBytes)
        {
            reason = "a part of it cannot be covered as it is stored: expected JPEG Process 1, 2 or 4, or uncompressed RGB, interleaved, or MONOCHROME2";
            return null;
        }

        // Even in length; what stands behind the frame is not taken over.
        var pixels = new byte[length + (length & 1)];
        stored.Source.Read(0, pixels.AsSpan(0, (int)length));
        mask = picture.Apply(pixels.AsSpan(0, (int)length), size, samples);
        reason = null;
        return DicomItemFactory.CreateBytes(stored.Tag, stored.ValueRepresentation, new MemoryByteSource(pixels));
    }

    private DicomDataset WithPixels(DicomItem pixelData)
    {
        var result = new DicomDataset(dataset);
        result.AddOrUpdate(pixelData);
        result.Remove(DicomTag.ExtendedOffsetTable, DicomTag.ExtendedOffsetTableLengths, DicomTag.IconImageSequence);
        result.AddOrUpdate(DicomTag.BurnedInAnnotation, "NO");
        Derive(result, DicomTag.ImageType);
        foreach (var tag in FunctionalGroups)
        {
            if (result.TryGetSequence(tag, out var groups))
            {
                // Copies: the source is not to be changed.
                var copy = new DicomSequence(tag, [.. groups.Items.Select(item => item.Clone())]);
                foreach (var item in copy.Items)
                {
                    DeriveFrame(item);
                }

                result.AddOrUpdate(copy);
            }
        }

        return result;
    }

    private static void DeriveFrame(DicomDataset groups)
    {
        if (groups.TryGetSequence(DicomTag.WholeSlideMicroscopyImageFrameTypeSequence, out var types))
        {
            foreach (var type in types.Items)
            {
                Derive(type, DicomTag.FrameType);
            }
        }
    }

    // PS3.3 C.7.6.1.1.2: pixels that were changed in some way are derived.
    private static void Derive(DicomDataset target, DicomTag tag)
    {
        if (target.TryGetDicomItem<DicomStringElement>(tag, out var type) && type.Count > 0)
        {
            target.AddOrUpdate(tag, ["DERIVED", .. type.Values.Skip(1)]);
        }
    }

    private int Number(DicomTag tag) =>
        dataset.TryGetDicomItem<DicomUnsignedShort>(tag, out var element) && element.Count == 1 ? element.Get<ushort>(0) : 0;

    private string Text(DicomTag tag) =>
        dataset.TryGetDicomItem<DicomStringElement>(tag, out var element) && element.Count > 0 ? element.Values[0].Trim() : string.Empty;
}
