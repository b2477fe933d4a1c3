using System.Buffers.Binary;
using System.Security.Cryptography;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Slides.Hidden;

namespace WsiDicomizer.Slides.Formats.HamamatsuVms;

/// <summary>An opened VMS or VMU slide.</summary>
internal sealed class VmsSlide : Slide
{
    private const int FingerprintHeadBytes = 4096;

    private readonly VmsStructure _structure;

    /// <summary>Reads the levels and metadata.</summary>
    /// <param name="structure">The slide's files; the slide closes them.</param>
    /// <exception cref="SlideFormatException">A file is damaged or has something that is not supported.</exception>
    public VmsSlide(VmsStructure structure)
    {
        _structure = structure;
        var layers = structure.Layers.Select((_, layer) => ReadLevels(layer)).ToList();
        Metadata = VmsMetadata.Read(structure.Index, layers[0][0].Size);
        var spacing = VmsMetadata.ReadLayerSpacing(structure.Index);
        Areas =
        [
            .. layers.Select((levels, layer) => new SlideArea
            {
                Levels = levels,
                Metadata = Metadata,
                FocalPlane = layers.Count > 1 ? new FocalPlane(layer, spacing * layer) : null,
            }),
        ];
        AssociatedImages = structure.Macro is { } macro ? [new VmsAssociatedImage(macro)] : [];
        IdentityRecords = VmsIdentity.FindRecords(structure);
        Fingerprint = Digest(structure.Files);
    }

    /// <inheritdoc/>
    public override string FormatName => VmsFormat.FormatName;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Files => [.. _structure.Files.Select(file => file.Path)];

    /// <inheritdoc/>
    public override IReadOnlyList<SlideLevel> Levels => Areas[0].Levels;

    /// <inheritdoc/>
    public override IReadOnlyList<SlideArea> Areas { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<AssociatedImage> AssociatedImages { get; }

    /// <inheritdoc/>
    public override SlideMetadata Metadata { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<IdentityRecord> IdentityRecords { get; }

    /// <inheritdoc/>
    public override ReadOnlyMemory<byte> IccProfile => ReadOnlyMemory<byte>.Empty;

    /// <inheritdoc/>
    public override ReadOnlyMemory<byte> Fingerprint { get; }

    /// <inheritdoc/>
    internal override IEnumerable<FileMap> MapFiles(HiddenIdentityLimits limits)
    {
        var pictures = _structure.Index.IsUncompressed
            ? []
            : _structure.Layers.SelectMany(layer => layer).Append(_structure.Map).OfType<SlideFile>().ToHashSet();
        if (_structure.Macro is { } macro)
        {
            pictures.Add(macro);
        }

        return _structure.Files.Index()
            .Where(file => pictures.Contains(file.Item))
            .Select(file => FileMap.OfPicture(file.Item, file.Index, TileCompression.Jpeg, limits));
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _structure.Dispose();
            _structure.Files[0].Dispose();
        }
    }

    // The map belongs to the first layer.
    private List<SlideLevel> ReadLevels(int layer)
    {
        var name = _structure.Layers.Count == 1 ? "the image files" : FormattableString.Invariant($"the image files of layer {layer}");
        List<SlideLevel> levels = [Read(0, _structure.Layers[layer], _structure.Columns, null, name)];
        if (layer == 0 && _structure.Map is { } map)
        {
            var level = Read(1, [map], 1, levels[0], "the map file");
            RequireReduced(level, levels[0], map);
            levels.Add(level);
        }

        return levels;
    }

    private SlideLevel Read(int index, IReadOnlyList<SlideFile> files, int columns, SlideLevel? largest, string name)
    {
        PixelSpacing? GetSpacing(PixelSize size) => VmsMetadata.ReadSpacing(_structure.Index, size);
        return _structure.Index.IsUncompressed
            ? new NgrLevel(_structure, index, files[0], name, GetSpacing)
            : new VmsLevel(_structure, index, files, columns, largest, name, GetSpacing);
    }

    private static void RequireReduced(SlideLevel map, SlideLevel largest, SlideFile file)
    {
        var across = (double)largest.Size.Width / map.Size.Width;
        var down = (double)largest.Size.Height / map.Size.Height;

        // Small pictures are rounded; one that is of another shape shows something else, perhaps the label.
        var tolerance = 0.02 + (2.0 / Math.Min(map.Size.Width, map.Size.Height));
        if (across <= 1 || down <= 1 || Math.Abs(across - down) > tolerance * Math.Max(across, down))
        {
            throw new SlideFormatException(
                SlideProblem.Damaged,
                $"the map is {map.Size}, which is not the image of {largest.Size} made smaller",
                file.Path);
        }

        if (map.TileSize != largest.TileSize)
        {
            throw new SlideFormatException(
                SlideProblem.Unsupported,
                $"the map's tiles would be {map.TileSize}, the image's {largest.TileSize}: one size has to fit both",
                file.Path);
        }
    }

    private static byte[] Digest(IReadOnlyList<SlideFile> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> number = stackalloc byte[8];
        for (var file = 0; file < files.Count; file++)
        {
            BinaryPrimitives.WriteInt64LittleEndian(number, files[file].Length);
            hash.AppendData(number);

            // The index is the metadata; of the others their headers and first data tell them apart.
            var head = new byte[Math.Min(files[file].Length, file == 0 ? VmsLimits.Index.MaxBytes : FingerprintHeadBytes)];
            files[file].ReadExactly(0, head);
            hash.AppendData(head);
        }

        return hash.GetHashAndReset();
    }
}
