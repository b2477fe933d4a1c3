using System.Globalization;
using WsiDicomizer.Conversion.Frames;
using WsiDicomizer.Slides;

namespace WsiDicomizer.Conversion.Planning;

/// <summary>Plans one VOLUME instance per level.</summary>
internal sealed class LevelPlanner
{
    private readonly Slide _slide;
    private readonly SlideGeometry _geometry;
    private readonly ColorProfiles _profiles;
    private readonly LevelFramesFactory _factory;
    private readonly SourceInstance _source;

    public LevelPlanner(Slide slide, SlideGeometry geometry, ColorProfiles profiles, LevelFramesFactory factory, SourceInstance source)
    {
        _source = source;
        _slide = slide;
        _geometry = geometry;
        _profiles = profiles;
        _factory = factory;
    }

    /// <summary>Plans all levels, largest first.</summary>
    /// <param name="isThorough">Whether to read all tiles whole.</param>
    /// <param name="cancellationToken">Stops between tiles.</param>
    public IEnumerable<InstancePlan> Plan(bool isThorough, CancellationToken cancellationToken)
    {
        LevelFrames? larger = null;
        foreach (var level in _slide.Levels)
        {
            if (_factory.Create(level, larger, isThorough, cancellationToken) is { } frames)
            {
                larger = frames;
                yield return _source.Apply(Plan(frames), level);
            }
        }
    }

    private InstancePlan Plan(LevelFrames frames)
    {
        var level = frames.Level;
        return new InstancePlan
        {
            FileName = string.Create(CultureInfo.InvariantCulture, $"volume-{level.Index}.dcm"),
            Role = ImageRole.Volume,
            InstanceNumber = level.Index + 1,
            IsDerived = level.Index > 0 || frames.Source.Handling == FrameHandling.Reencoded,
            IsResampled = level.Index > 0,
            Size = level.Size,
            FrameSize = level.TileSize,
            TransferSyntax = frames.TransferSyntax,
            PhotometricInterpretation = frames.Facts.PhotometricInterpretation,
            SamplesPerPixel = frames.Facts.SamplesPerPixel,
            Loss = frames.Loss,
            Spacing = _geometry.GetSpacing(level.Size),
            ImagedVolume = _geometry.ImagedVolume,
            Origin = _geometry.Origin,
            IccProfile = frames.Facts.SamplesPerPixel == 1 ? ReadOnlyMemory<byte>.Empty : _profiles.Volume,
            Frames = frames.Source,
        };
    }
}
