using System.Runtime.InteropServices;
using Hamlet.Plugins;

namespace Hamlet.Tests.Plugins;

public sealed class ExceptionTextTests
{
    [Fact]
    public void TheFramesOfLibtorchAreLeftOut()
    {
        var error = new ExternalException(
            "CUDA out of memory. Tried to allocate 2.00 GiB.\nGPU 0 is full.\nException raised from malloc at allocator.cpp:10 (most recent call first):\nframe #0: c10::Error");

        Assert.Equal("ExternalException: CUDA out of memory. Tried to allocate 2.00 GiB. GPU 0 is full", ExceptionText.Describe(error));
    }

    [Fact]
    public void WhatIsWrappedByTheRuntimeIsTold()
    {
        var error = new AggregateException(new TypeInitializationException("T", new ArgumentException("It is wrong.", "options")));

        Assert.Equal("It is wrong", ExceptionText.Message(error));
    }
}
