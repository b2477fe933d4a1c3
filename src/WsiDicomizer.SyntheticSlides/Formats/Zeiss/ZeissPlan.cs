using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.SyntheticSlides.AnswerKeys;
using WsiDicomizer.SyntheticSlides.Drawing;

namespace WsiDicomizer.SyntheticSlides.Formats.Zeiss;

/// <summary>What is decided before the first byte: every subblock, and what the levels come to.</summary>
internal sealed class ZeissPlan
{
    /// <summary>No level is made below one of this size.</summary>
    private const int SmallEnough = 1024;

    // Real mosaics overlap by about a tenth, and the stage is off by some pixels.
    private const int OverlapPart = 10;
    private const int Jitter = 7;

    /// <summary>Decides.</summary>
    /// <param name="options">Checked options.</param>
    public ZeissPlan(ZeissSyntheticOptions options)
    {
        Options = options;
        Traits = ZeissTraits.Of(options.Variant);
        Identity = options.Identity ?? PlantedIdentity.FromSeed(options.Seed);
        var random = new SplitMix64(options.Seed + 0xC21);
        for (var scene = 0; scene < Traits.Scenes; scene++)
        {
            var size = scene == 0
                ? options.Size
                : new PixelSize(Math.Max(64, options.Size.Width * 3 / 4), Math.Max(64, options.Size.Height * 3 / 4));
            PlanScene(scene, size, ref random);
        }
    }

    /// <summary>What was asked for.</summary>
    public ZeissSyntheticOptions Options { get; }

    /// <summary>What the variant is.</summary>
    public ZeissTraits Traits { get; }

    /// <summary>What is planted.</summary>
    public PlantedIdentity Identity { get; }

    /// <summary>All subblocks, in the order of the file.</summary>
    public List<ZeissPlannedSubblock> Subblocks { get; } = [];

    /// <summary>The levels of all scenes, channels and focal planes, in this order; the page is the number of the pyramid.</summary>
    public List<AnswerKeyLevel> Levels { get; } = [];

    /// <summary>What was planted so far.</summary>
    public AnswerKeyBuilder Planted { get; } = new();

    private int PixelType => Traits.IsGray16 ? ZeissPixels.Gray16 : ZeissPixels.Bgr24;

    private void PlanScene(int scene, PixelSize size, ref SplitMix64 random)
    {
        // Scenes lie anywhere on the stage, below 0 too.
        var (left, top) = Traits.Overlaps ? (-1237, -411) : (scene * (Options.Size.Width + 1013), scene * 333);
        var places = PlanBase(size, left, top, ref random);
        var right = places.Max(place => place.Start.X + place.Stored.Width);
        var bottom = places.Max(place => place.Start.Y + place.Stored.Height);
        var whole = new PixelSize(right - left, bottom - top);
        for (var channel = 0; channel < Traits.Compressions.Count; channel++)
        {
            for (var plane = 0; plane < Traits.Planes; plane++)
            {
                Subblocks.AddRange(places.Select((place, index) => place with
                {
                    Scene = scene, Channel = channel, Plane = plane, Mosaic = index, Compression = Traits.Compressions[channel],
                }));
                PlanPyramid(scene, channel, plane, whole, left, top);
            }
        }
    }

    private List<ZeissPlannedSubblock> PlanBase(PixelSize size, int left, int top, ref SplitMix64 random)
    {
        var side = Options.TileSize;
        var step = Traits.Overlaps ? side - (side / OverlapPart) : side;
        var columns = Math.Max(1, (size.Width + step - 1) / step);
        var rows = Math.Max(1, (size.Height + step - 1) / step);
        var places = new List<ZeissPlannedSubblock>();
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                // The first stays at the corner, and the seams stay closed.
                var isMoved = Traits.Overlaps && (row > 0 || column > 0);
                var (x, y) = (column * step, row * step);
                if (isMoved)
                {
                    x = Math.Max(0, x + random.Next(Jitter) - (Jitter / 2));
                    y = Math.Max(0, y + random.Next(Jitter) - (Jitter / 2));
                }

                places.Add(new ZeissPlannedSubblock
                {
                    Start = (left + x, top + y),
                    Stored = Traits.HasWholeTiles ? (side, side) : (Math.Min(side, size.Width - x), Math.Min(side, size.Height - y)),
                    Cell = (column, row),
                    PixelType = PixelType,
                    Compression = 0,
                });
            }
        }

        return places;
    }

    private void PlanPyramid(int scene, int channel, int plane, PixelSize size, int left, int top)
    {
        var side = Options.TileSize;
        var pyramid = Levels.Count == 0 ? 0 : Levels[^1].Page + 1;
        AddLevel(pyramid, size);
        var (downsample, level) = (2, 1);
        while (level < 2 || Math.Max(size.Width, size.Height) / (downsample / 2) > SmallEnough)
        {
            var (width, height) = (DivideUp(size.Width, downsample), DivideUp(size.Height, downsample));
            for (var row = 0; row * side < height; row++)
            {
                for (var column = 0; column * side < width; column++)
                {
                    Subblocks.Add(new ZeissPlannedSubblock
                    {
                        Start = (left + (column * side * downsample), top + (row * side * downsample)),
                        Stored = Traits.HasWholeTiles
                            ? (side, side)
                            : (Math.Min(side, width - (column * side)), Math.Min(side, height - (row * side))),
                        Downsample = downsample,
                        Level = level,
                        Cell = (column, row),
                        Scene = scene,
                        Channel = channel,
                        Plane = plane,
                        PixelType = PixelType,
                        Compression = Traits.Compressions[channel],
                    });
                }
            }

            AddLevel(pyramid, new PixelSize(width, height));
            downsample *= 2;
            level++;
        }
    }

    private void AddLevel(int pyramid, PixelSize size) => Levels.Add(new AnswerKeyLevel
    {
        Page = pyramid,
        Width = size.Width,
        Height = size.Height,
        TileWidth = Options.TileSize,
        TileHeight = Options.TileSize,
    });

    private static int DivideUp(int value, int divisor) => (value + divisor - 1) / divisor;
}
