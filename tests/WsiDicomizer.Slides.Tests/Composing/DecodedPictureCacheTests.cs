using WsiDicomizer.Imaging;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Slides.Composing;

namespace WsiDicomizer.Slides.Tests.Composing;

/// <summary>What is kept and what is being decoded stays within the bytes that were given, whatever the number of threads.</summary>
public class DecodedPictureCacheTests
{
    [Fact]
    public void Get_SamePictureAgain_IsDecodedOnceWhileItIsKept()
    {
        var decoded = new List<int>();
        var cache = new DecodedPictureCache<int>(250, key =>
        {
            decoded.Add(key);
            return Picture(100);
        });

        Assert.Same(cache.Get(1), cache.Get(1));
        cache.Get(2);
        cache.Get(1);
        cache.Get(3);
        cache.Get(1);
        cache.Get(2);

        // The third took the room of the second, which was not asked for longest.
        Assert.Equal([1, 2, 3, 2], decoded);
        Assert.Equal(200, cache.Bytes);
    }

    [Fact]
    public void Get_PictureLargerThanAll_MakesRoomBeforeItIsDecoded()
    {
        DecodedPictureCache<int>? cache = null;
        long whileDecoding = 0;
        cache = new DecodedPictureCache<int>(
            250,
            key =>
            {
                whileDecoding = cache!.Bytes;
                return Picture(key);
            },
            key => key);
        cache.Get(100);
        cache.Get(101);

        Assert.Equal(1000, cache.Get(1000).Samples.Length);

        Assert.Equal(1000, whileDecoding);
        Assert.Equal(1000, cache.Bytes);
    }

    [Fact]
    public void Get_ManyThreads_NeverDecodeMoreThanHalfAtOnce()
    {
        var (now, most) = (0, 0);
        using var second = new SemaphoreSlim(0);
        var cache = new DecodedPictureCache<int>(
            400,
            _ =>
            {
                var count = Interlocked.Increment(ref now);
                InterlockedMaximum(ref most, count);
                second.Wait(TimeSpan.FromMilliseconds(20));
                Interlocked.Decrement(ref now);
                return Picture(100);
            },
            _ => 100);
        var threads = Enumerable.Range(0, 8)
            .Select(thread => new Thread(() =>
            {
                for (var key = 0; key < 5; key++)
                {
                    cache.Get((thread * 100) + key);
                }
            }))
            .ToList();

        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());

        Assert.InRange(most, 1, 2);
        Assert.InRange(cache.Bytes, 100, 400);
    }

    [Fact]
    public void Get_PictureThatDoesNotDecode_ThrowsAgainAndHoldsNoRoom()
    {
        var cache = new DecodedPictureCache<int>(
            100, key => throw new SlideFormatException(SlideProblem.Damaged, "damaged", "memory", key), _ => 90);

        Assert.Throws<SlideFormatException>(() => cache.Get(1));
        Assert.Throws<SlideFormatException>(() => cache.Get(1));
        Assert.Throws<SlideFormatException>(() => cache.Get(2));

        Assert.Equal(0, cache.Bytes);
    }

    private static void InterlockedMaximum(ref int target, int value)
    {
        for (var seen = Volatile.Read(ref target); seen < value;)
        {
            var before = Interlocked.CompareExchange(ref target, value, seen);
            seen = before == seen ? value : before;
        }
    }

    private static DecodedImage Picture(int bytes) => new()
    {
        Size = new PixelSize(bytes, 1),
        SamplesPerPixel = 1,
        Samples = new byte[bytes],
        ColorTransformUndone = true,
    };
}
