using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace WsiDicomizer.Imaging.Native.OpenJpeg;

/// <summary>A fixed block of memory that OpenJPEG reads or writes, and the first error that it reports.</summary>
/// <remarks>Lives on the caller's stack; the callbacks touch nothing managed and cannot throw.</remarks>
internal unsafe struct OpenJpegMemory
{
    // Invariant: 0 <= Position <= Used <= Capacity.
    public byte* Data;
    public long Capacity;
    public long Used;
    public long Position;
    public ErrorText Error;

    /// <summary>Connects a stream to a block.</summary>
    public static void Attach(OpenJpegStreamHandle stream, OpenJpegMemory* memory)
    {
        OpenJpegMethods.opj_stream_set_user_data(stream, memory, null);
        OpenJpegMethods.opj_stream_set_user_data_length(stream, (ulong)memory->Used);
        OpenJpegMethods.opj_stream_set_read_function(stream, &Read);
        OpenJpegMethods.opj_stream_set_write_function(stream, &Write);
        OpenJpegMethods.opj_stream_set_skip_function(stream, &Skip);
        OpenJpegMethods.opj_stream_set_seek_function(stream, &Seek);
    }

    /// <summary>Keeps the first error in the block.</summary>
    public static void ListenTo(OpenJpegCodecHandle codec, OpenJpegMemory* memory) =>
        _ = OpenJpegMethods.opj_set_error_handler(codec, &KeepError, memory);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static nuint Read(void* buffer, nuint length, void* userData)
    {
        var memory = (OpenJpegMemory*)userData;
        var count = Math.Min(memory->Used - memory->Position, length > long.MaxValue ? long.MaxValue : (long)length);
        if (count <= 0)
        {
            // (OPJ_SIZE_T)-1 is the end of the data.
            return nuint.MaxValue;
        }

        Buffer.MemoryCopy(memory->Data + memory->Position, buffer, count, count);
        memory->Position += count;
        return (nuint)count;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static nuint Write(void* buffer, nuint length, void* userData)
    {
        var memory = (OpenJpegMemory*)userData;
        if (length > (nuint)(memory->Capacity - memory->Position))
        {
            return nuint.MaxValue;
        }

        Buffer.MemoryCopy(buffer, memory->Data + memory->Position, memory->Capacity - memory->Position, (long)length);
        memory->Position += (long)length;
        memory->Used = Math.Max(memory->Used, memory->Position);
        return length;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static long Skip(long count, void* userData)
    {
        // Beyond the end is -1; the block never grows by skipping.
        var memory = (OpenJpegMemory*)userData;
        if (count < 0 || count > memory->Used - memory->Position)
        {
            return -1;
        }

        memory->Position += count;
        return count;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Seek(long position, void* userData)
    {
        var memory = (OpenJpegMemory*)userData;
        if (position < 0 || position > memory->Used)
        {
            return 0;
        }

        memory->Position = position;
        return 1;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void KeepError(byte* message, void* userData)
    {
        var error = (byte*)&((OpenJpegMemory*)userData)->Error;
        for (var i = 0; error[0] == 0 || i > 0; i++)
        {
            error[i] = i == ErrorText.Length - 1 ? (byte)0 : message[i];
            if (error[i] == 0)
            {
                return;
            }
        }
    }

    /// <summary>A zero-terminated text.</summary>
    [InlineArray(Length)]
    public struct ErrorText
    {
        public const int Length = 256;
        private byte _element;
    }
}
