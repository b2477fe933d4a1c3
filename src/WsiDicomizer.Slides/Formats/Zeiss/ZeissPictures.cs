using System.Globalization;

namespace WsiDicomizer.Slides.Formats.Zeiss;

/// <summary>The pictures among the attachments. What cannot be shown is an identity record all the same.</summary>
internal sealed class ZeissPictures
{
    private readonly ZeissDecoder _decoder;
    private readonly List<AssociatedImage> _images = [];
    private readonly List<SlideFault> _faults = [];
    private readonly Dictionary<int, ZeissDocument> _documents = [];

    /// <summary>Reads the pictures of a slide.</summary>
    /// <param name="document">The slide.</param>
    /// <param name="decoder">Decodes subblocks.</param>
    public ZeissPictures(ZeissDocument document, ZeissDecoder decoder)
    {
        _decoder = decoder;
        foreach (var attachment in document.Attachments)
        {
            // Attachments of attachments are not opened: the record of the outer one stands for all of it.
            if (attachment.ContentType is ZeissAttachmentNames.Czi or "ZISRAW")
            {
                ReadCzi(document, attachment);
            }
            else if (ZeissAttachmentNames.PictureOf(attachment.Name) is { } kind)
            {
                Add(
                    ZeissJpegImage.TryRead(document.Bytes, attachment.Data, kind, LocationOf(attachment)),
                    document,
                    attachment,
                    "it is no JPEG of 8 bits");
            }
        }
    }

    /// <summary>The pictures.</summary>
    public IReadOnlyList<AssociatedImage> Images => _images;

    /// <summary>What could not be read.</summary>
    public IReadOnlyList<SlideFault> Faults => _faults;

    /// <summary>The attachments that are CZI, by their number.</summary>
    public IReadOnlyDictionary<int, ZeissDocument> Documents => _documents;

    private void ReadCzi(ZeissDocument outer, ZeissAttachment attachment)
    {
        try
        {
            var document = ZeissDocument.Read(
                new ZeissBytes(outer.Bytes.File, outer.Bytes.InFile(attachment.Data).Offset, attachment.Data.Length));
            _documents.Add(attachment.Index, document);
            if (ZeissAttachmentNames.PictureOf(attachment.Name) is { } kind)
            {
                ReadPicture(document, outer, attachment, kind);
            }
        }
        catch (SlideFormatException exception) when (exception.Problem is SlideProblem.Damaged or SlideProblem.Unsupported)
        {
            // A label that is broken does not keep the tissue from being read; the record of the attachment covers all its bytes.
            AddFault(outer, attachment, exception.Message);
        }
    }

    private void ReadPicture(ZeissDocument document, ZeissDocument outer, ZeissAttachment attachment, AssociatedImageKind kind)
    {
        var areas = ZeissStructure.Read(document);
        var area = areas[0];
        var entries = area.Levels[0].Subblocks;
        var unreadable = entries
            .Select(subblock => ZeissPixels.WhyUnreadable(subblock.Entry.PixelType, subblock.Entry.Compression))
            .FirstOrDefault(reason => reason is not null);
        if (areas.Count > 1)
        {
            unreadable = "it has several scenes, channels or focal planes";
        }
        else if (area.PixelType == ZeissPixels.Gray16)
        {
            unreadable ??= "it has samples of 16 bits";
        }
        else if (area.Bounds.SizeAt(1).Area * 3 > ZeissLimits.MaxDecodedBytes)
        {
            unreadable ??= "it is above the limit of bytes";
        }

        var isStream = unreadable is null && entries is [{ Entry.Compression: ZeissPixels.Jpeg }];
        Add(
            unreadable is not null ? null
                : isStream ? ZeissJpegImage.TryRead(document.Bytes, entries[0].Data, kind, LocationOf(attachment))
                : new ZeissMosaicImage(document, area, _decoder, kind, LocationOf(attachment)),
            outer,
            attachment,
            unreadable ?? "it is no JPEG of 8 bits");
    }

    private void Add(AssociatedImage? image, ZeissDocument outer, ZeissAttachment attachment, string reason)
    {
        if (image is not null)
        {
            _images.Add(image);
        }
        else
        {
            AddFault(outer, attachment, reason);
        }
    }

    private void AddFault(ZeissDocument outer, ZeissAttachment attachment, string reason) => _faults.Add(new SlideFault(
        0,
        "zeiss-attachment-unreadable",
        string.Create(
            CultureInfo.InvariantCulture,
            $"attachment {attachment.Index} counts as identity and is not shown: {reason}"),
        outer.Bytes.InFile(attachment.Data).Offset));

    private static string LocationOf(ZeissAttachment attachment) =>
        string.Create(CultureInfo.InvariantCulture, $"attachment {attachment.Index}");
}
