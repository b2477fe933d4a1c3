using System.Globalization;
using System.Text;
using WsiDicomizer.Imaging.Drawing;
using WsiDicomizer.SyntheticSlides.AnswerKeys;
using WsiDicomizer.SyntheticSlides.Drawing;
using WsiDicomizer.SyntheticSlides.Planting;

namespace WsiDicomizer.SyntheticSlides.Formats.Zeiss;

/// <summary>Writes a slide: subblocks, metadata, attachments, directories.</summary>
internal sealed class ZeissFileWriter : IDisposable
{
    private readonly ZeissPlan _plan;
    private readonly Stream _stream;
    private readonly ZeissSubblockEncoder _encoder;
    private SplitMix64 _random;

    /// <summary>Starts the file.</summary>
    /// <param name="plan">What is decided.</param>
    /// <param name="stream">Empty, and able to seek.</param>
    public ZeissFileWriter(ZeissPlan plan, Stream stream)
    {
        _plan = plan;
        _stream = stream;
        _encoder = new ZeissSubblockEncoder(plan);
        _random = new SplitMix64(plan.Options.Seed + 0x6D1D);
    }

    private PlantedIdentity Identity => _plan.Identity;

    private bool IsPlanted => Identity != PlantedIdentity.None;

    /// <summary>Writes everything.</summary>
    public void Write(CancellationToken cancellationToken)
    {
        var writer = new ZeissWriter(_stream);
        foreach (var subblock in _plan.Subblocks)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var index = writer.SubblockCount;
            var xml = new ZeissXmlWriter(_plan, Where($"subblock {index}")).WriteSubblock(index);
            writer.WriteSubblock(subblock, Plant(index, subblock, _encoder.Encode(subblock)), xml);
        }

        WriteDeleted(writer);
        var residue = Identity.PatientID ?? string.Empty;
        _plan.Planted.Add("metadata", "bytes behind the XML", Identity.PatientID, PlantedKind.UnknownKey);
        writer.WriteMetadata(new ZeissXmlWriter(_plan, "metadata").WriteMetadata(), residue);
        WriteAttachments(writer);
        writer.Finish(NewGuid("header", "file GUID"));
    }

    /// <inheritdoc/>
    public void Dispose() => _encoder.Dispose();

    // JPEG hides text where decoders do not look; of the other compressions nothing does.
    private byte[] Plant(int index, ZeissPlannedSubblock subblock, byte[] data)
    {
        if (subblock.Compression != ZeissPixels.Jpeg)
        {
            return data;
        }

        var (text, place, kind) = index switch
        {
            0 => (Identity.User, "JPEG COM", PlantedKind.Person),
            1 => (Identity.PatientName, "JPEG APP1", PlantedKind.Person),
            2 => (Identity.PatientID, "bytes after EOI", PlantedKind.Identifier),
            _ => (null, string.Empty, PlantedKind.Text),
        };
        if (text is null)
        {
            return data;
        }

        _plan.Planted.Add(Where($"level 0, tile {index}, {place}"), place, text, kind);
        return index switch
        {
            0 => JpegPlanting.WithComment(data, text),
            1 => JpegPlanting.WithExif(data, text),
            _ => JpegPlanting.WithTrailingText(data, text),
        };
    }

    // Programs that save anew leave the old metadata in a segment that they mark as deleted.
    private void WriteDeleted(ZeissWriter writer)
    {
        if (Identity.CaseNumber is { } caseNumber)
        {
            var text = $"<Title>Case {caseNumber}</Title>";
            writer.Write("DELETED", Encoding.UTF8.GetBytes(text));
            _plan.Planted.Add("between segments", "deleted segment", text, PlantedKind.UnknownKey);
        }
    }

    private void WriteAttachments(ZeissWriter writer)
    {
        var label = GlassPainter.PaintLabel(387, 463, LabelText);
        var painter = new SlidePainter(_plan.Options.Seed);
        var aspect = (double)_plan.Options.Size.Width / _plan.Options.Size.Height;
        var macro = GlassPainter.PaintMacro(1200, 400, label, painter, aspect);
        WritePicture(writer, "Label", label, ZeissPixels.Uncompressed, PlantedKind.LabelImage);
        WritePicture(writer, "SlidePreview", macro, ZeissPixels.Jpeg, PlantedKind.MacroImage);
        var thumbnail = new Canvas(256, 192);
        SlidePainter.PaintOverview(thumbnail, 0, 0, 256, 192, 8, 6);
        var jpeg = _encoder.EncodeJpeg(thumbnail);
        if (Identity.HostName is { } host)
        {
            jpeg = JpegPlanting.WithComment(jpeg, host);
            _plan.Planted.Add(Where($"attachment {writer.AttachmentCount}, JPEG COM"), "COM", host, PlantedKind.Serial);
        }

        writer.WriteAttachment("Thumbnail", "JPG", NewGuid(Where($"attachment {writer.AttachmentCount}"), "content GUID"), jpeg);
        var events = Identity.User is { } user ? $"\0\0\u0001user {user} began" : "\0\0\u0001began";
        _plan.Planted.Add(Where($"attachment {writer.AttachmentCount}"), "EventList", Identity.User, PlantedKind.UnknownKey);
        writer.WriteAttachment(
            "EventList", "CZEVL", NewGuid(Where($"attachment {writer.AttachmentCount}"), "content GUID"), Encoding.UTF8.GetBytes(events));
        if (Identity.PatientName is { } name)
        {
            _plan.Planted.Add(Where($"attachment {writer.AttachmentCount}"), "attachment name", name, PlantedKind.UnknownKey);
            writer.WriteAttachment(
                name, "TXT", NewGuid(Where($"attachment {writer.AttachmentCount}"), "content GUID"), Encoding.UTF8.GetBytes("a note"));
        }
    }

    private void WritePicture(ZeissWriter writer, string name, Canvas picture, int compression, PlantedKind kind)
    {
        var index = writer.AttachmentCount;
        using var stream = new MemoryStream();
        var inner = new ZeissWriter(stream);
        inner.WriteSubblock(
            new ZeissPlannedSubblock
            {
                Start = (0, 0),
                Stored = (picture.Width, picture.Height),
                PixelType = ZeissPixels.Bgr24,
                Compression = compression,
            },
            compression == ZeissPixels.Jpeg ? _encoder.EncodeJpeg(picture) : ZeissSubblockEncoder.ToBgr(picture.Pixels),
            string.Empty);
        inner.WriteMetadata(new ZeissXmlWriter(_plan, Where($"attachment {index}, metadata")).WriteAttached(), string.Empty);
        inner.Finish(NewGuid(Where($"attachment {index}, header"), "file GUID"));
        NotePicture(Where($"attachment {index}, pixels"), kind);
        writer.WriteAttachment(name, "CZI", NewGuid(Where($"attachment {index}"), "content GUID"), stream.ToArray());
    }

    private void NotePicture(string where, PlantedKind kind)
    {
        var text = LabelText;
        _plan.Planted.Add(where, "patient name", text.PatientName, kind);
        _plan.Planted.Add(where, "patient ID", text.PatientID, kind);
        _plan.Planted.Add(where, "case number", text.CaseNumber, kind);
        _plan.Planted.Add(where, "date", text.Date, kind);
        _plan.Planted.Add(where, "barcode", text.Barcode, kind);
    }

    private LabelText LabelText => new()
    {
        PatientName = Identity.PatientName,
        PatientID = Identity.PatientID,
        CaseNumber = Identity.CaseNumber,
        Barcode = Identity.Barcode,
        Date = Identity.ScannedAt?.ToString("dd.MM.yyyy", CultureInfo.InvariantCulture),
    };

    // Without identity there is none that names the file.
    private Guid NewGuid(string where, string name)
    {
        if (!IsPlanted)
        {
            return Guid.Empty;
        }

        var guid = ZeissWriter.MakeGuid(ref _random);
        _plan.Planted.Add(
            where, name, guid.ToString("D", CultureInfo.InvariantCulture), PlantedKind.Identifier, guid.ToByteArray());
        return guid;
    }

    private static string Where(FormattableString place) => place.ToString(CultureInfo.InvariantCulture);
}
