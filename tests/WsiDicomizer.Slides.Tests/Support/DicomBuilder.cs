using System.Buffers.Binary;
using WsiDicomizer.Dicom;
using WsiDicomizer.Dicom.IO;
using WsiDicomizer.Imaging.Geometry;

namespace WsiDicomizer.Slides.Tests.Support;

/// <summary>A whole slide microscopy instance to be written: a level of 3 × 2 RGB tiles of 4 × 4 pixels unless told otherwise.</summary>
internal sealed record DicomBuilder
{
    public const string Patient = "DOE^JANE";
    public const string Series = "1.2.3.4.100";

    public string Name { get; init; } = "a.dcm";

    public string SOPInstanceUID { get; init; } = "1.2.3.4.1";

    public string Role { get; init; } = "VOLUME";

    public PixelSize Size { get; init; } = new(11, 7);

    public PixelSize FrameSize { get; init; } = new(4, 4);

    public string Photometric { get; init; } = "RGB";

    public DicomTransferSyntax Syntax { get; init; } = DicomTransferSyntax.ExplicitVRLittleEndian;

    /// <summary>The frames as stored; null for uncompressed ones that are all of one value: 1, 2, 3 …</summary>
    public IReadOnlyList<byte[]>? Frames { get; init; }

    /// <summary>Columns and rows of the frames' positions, from 1; null for TILED_FULL.</summary>
    public IReadOnlyList<(int Column, int Row)>? Positions { get; init; }

    /// <summary>What else the data set holds, or holds instead.</summary>
    public Action<DicomDataset> Change { get; init; } = static _ => { };

    public int TileCount => ((Size.Width + FrameSize.Width - 1) / FrameSize.Width) * ((Size.Height + FrameSize.Height - 1) / FrameSize.Height);

    public byte[] PlainFrame(int number) =>
        [.. Enumerable.Repeat((byte)number, (int)FrameSize.Area * 3)];

    /// <summary>Writes the file.</summary>
    public string Write(string folder)
    {
        var path = Path.Combine(folder, Name);
        var frames = Frames ?? [.. Enumerable.Range(1, Positions?.Count ?? TileCount).Select(PlainFrame)];
        var dataset = BuildDataset(frames.Count);
        Change(dataset);
        var meta = DicomFileMetaInformation.Of(dataset, Syntax);
        if (!Syntax.IsEncapsulated)
        {
            dataset.Add(new DicomOtherByte(DicomTag.PixelData, frames.SelectMany(frame => frame).ToArray()));
            new DicomFile(meta, dataset).Save(path);
            return path;
        }

        var layout = EncapsulatedLayout.Create([.. frames.Select(frame => (long)frame.Length)]);
        using var writer = DicomFrameFileWriter.Create(path, meta, dataset, layout);
        for (var frame = 0; frame < frames.Count; frame++)
        {
            var item = new byte[8 + layout.GetItemLength(frame)];
            DicomFrameFileWriter.WriteItemHeader(item, layout.GetItemLength(frame));
            frames[frame].CopyTo(item, 8);
            writer.WriteItems(frame, item);
        }

        writer.Complete();
        return path;
    }

    /// <summary>Breaks every frame of an encapsulated file without offset table into two fragments of its one.</summary>
    public static void SplitFragments(string path)
    {
        var bytes = File.ReadAllBytes(path);
        var start = bytes.AsSpan().LastIndexOf<byte>([0xE0, 0x7F, 0x10, 0x00, (byte)'O', (byte)'B', 0, 0, 0xFF, 0xFF, 0xFF, 0xFF]) + 12;
        using var result = new MemoryStream();
        result.Write(bytes.AsSpan(0, start));
        var tableLength = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(start + 4));
        var items = new MemoryStream();
        var offsets = new List<int>();
        for (var position = start + 8 + tableLength; bytes[position + 2] == 0x00;)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(position + 4));
            offsets.Add((int)items.Length);
            var first = length / 4 * 2;
            WriteItem(items, bytes.AsSpan(position + 8, first));
            WriteItem(items, bytes.AsSpan(position + 8 + first, length - first));
            position += 8 + length;
        }

        var table = new byte[offsets.Count * 4];
        for (var index = 0; index < offsets.Count; index++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(table.AsSpan(index * 4), offsets[index]);
        }

        WriteItem(result, table);
        items.WriteTo(result);
        result.Write([0xFE, 0xFF, 0xDD, 0xE0, 0, 0, 0, 0]);
        File.WriteAllBytes(path, result.ToArray());
    }

    private static void WriteItem(MemoryStream stream, ReadOnlySpan<byte> value)
    {
        Span<byte> header = stackalloc byte[8];
        DicomFrameFileWriter.WriteItemHeader(header, value.Length);
        stream.Write(header);
        stream.Write(value);
    }

    private DicomDataset BuildDataset(int frames)
    {
        var dataset = new DicomDataset
        {
            { DicomTag.ImageType, "ORIGINAL", "PRIMARY", Role, "NONE" },
            { DicomTag.SOPClassUID, DicomUID.VLWholeSlideMicroscopyImageStorage },
            { DicomTag.SOPInstanceUID, SOPInstanceUID },
            { DicomTag.StudyDate, "20240229" },
            { DicomTag.AcquisitionDateTime, "20240229101112.5+0100" },
            { DicomTag.AccessionNumber, "ACC-4711" },
            { DicomTag.Modality, "SM" },
            { DicomTag.Manufacturer, "Scanners Ltd" },
            { DicomTag.DeviceSerialNumber, "SN-0815" },
            { DicomTag.InstitutionName, "Saint Elsewhere" },
            { DicomTag.PatientName, Patient },
            { DicomTag.PatientID, "MRN-1234567" },
            { DicomTag.StudyInstanceUID, "1.2.3.4.1000" },
            { DicomTag.SeriesInstanceUID, Series },
            { DicomTag.FrameOfReferenceUID, "1.2.3.4.10" },
            { DicomTag.InstanceNumber, 1 },
            { DicomTag.ContainerIdentifier, "GLASS-77" },
            { DicomTag.SamplesPerPixel, 3 },
            { DicomTag.PhotometricInterpretation, Photometric },
            { DicomTag.PlanarConfiguration, 0 },
            { DicomTag.NumberOfFrames, frames },
            { DicomTag.Rows, FrameSize.Height },
            { DicomTag.Columns, FrameSize.Width },
            { DicomTag.BitsAllocated, 8 },
            { DicomTag.BitsStored, 8 },
            { DicomTag.HighBit, 7 },
            { DicomTag.PixelRepresentation, 0 },
            { DicomTag.TotalPixelMatrixColumns, Size.Width },
            { DicomTag.TotalPixelMatrixRows, Size.Height },
            { DicomTag.SharedFunctionalGroupsSequence, new DicomDataset
            {
                { DicomTag.PixelMeasuresSequence, new DicomDataset { { DicomTag.PixelSpacing, 0.0005, 0.00025 } } },
            } },
            { DicomTag.OpticalPathSequence, new DicomDataset
            {
                { DicomTag.OpticalPathIdentifier, "1" },
                { DicomTag.ObjectiveLensPower, 40 },
            } },
            { DicomTag.DimensionOrganizationType, Positions is null ? "TILED_FULL" : "TILED_SPARSE" },
        };
        if (Positions is not null)
        {
            dataset.Add(DicomTag.PerFrameFunctionalGroupsSequence, [.. Positions.Select(position => new DicomDataset
            {
                { DicomTag.PlanePositionSlideSequence, new DicomDataset
                {
                    { DicomTag.ColumnPositionInTotalImagePixelMatrix, position.Column },
                    { DicomTag.RowPositionInTotalImagePixelMatrix, position.Row },
                } },
            })]);
        }

        return dataset;
    }
}
