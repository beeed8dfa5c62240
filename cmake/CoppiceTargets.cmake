# How every target of the project is made: one static library a module, one test executable a module.

# Warnings, sanitizers and the source root for includes ("core/error.h", "models/job_model.h").
function(coppice_target_defaults target)
    target_compile_options(${target} PRIVATE
        -Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual
        -Wold-style-cast -Wcast-align -Wformat=2 -Wimplicit-fallthrough
        -Wno-missing-field-initializers # members left out of a designated initialiser keep their defaults
        -Wno-maybe-uninitialized) # GCC 12 mistakes empty std::optional and std::expected for it
    if(COPPICE_WERROR)
        target_compile_options(${target} PRIVATE -Werror)
    endif()
    if(COPPICE_SANITIZE)
        target_compile_options(${target} PUBLIC -fsanitize=${COPPICE_SANITIZE} -fno-omit-frame-pointer)
        target_link_options(${target} PUBLIC -fsanitize=${COPPICE_SANITIZE})
    endif()
endfunction()

# coppice_module(NAME [FOLDERS f…] [PUBLIC libs…] [PRIVATE libs…])
# A static library coppice_NAME of all sources in the folders (default: this one).
function(coppice_module name)
    cmake_parse_arguments(ARG "" "" "FOLDERS;PUBLIC;PRIVATE" ${ARGN})
    if(NOT ARG_FOLDERS)
        set(ARG_FOLDERS ${name})
    endif()
    set(sources "")
    foreach(folder IN LISTS ARG_FOLDERS)
        file(GLOB_RECURSE found CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${folder}/*.cpp
             ${CMAKE_CURRENT_SOURCE_DIR}/${folder}/*.h)
        list(APPEND sources ${found})
    endforeach()
    add_library(coppice_${name} STATIC ${sources})
    set_target_properties(coppice_${name} PROPERTIES LINKER_LANGUAGE CXX)
    # AUTOMOC looks again when a file it knows has changed, but not when there is a new one.
    if(NOT "${sources}" STREQUAL "${COPPICE_SOURCES_${name}}")
        file(REMOVE ${CMAKE_CURRENT_BINARY_DIR}/coppice_${name}_autogen/timestamp)
        set(COPPICE_SOURCES_${name} "${sources}" CACHE INTERNAL "What coppice_${name} was made of last")
    endif()
    target_link_libraries(coppice_${name} PUBLIC ${ARG_PUBLIC} PRIVATE ${ARG_PRIVATE})
    coppice_target_defaults(coppice_${name})
endfunction()

# coppice_tests(NAME FOLDER f LIBS libs… [LABEL l] [TIMEOUT s])
# One GoogleTest executable of every source in the folder; each *_test.cpp is in it by construction.
function(coppice_tests name)
    cmake_parse_arguments(ARG "" "FOLDER;TIMEOUT;LABEL" "LIBS" ${ARGN})
    file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${ARG_FOLDER}/*.cpp)
    if(NOT sources)
        return()
    endif()
    if(NOT ARG_LABEL)
        set(ARG_LABEL backend)
    endif()
    if(NOT ARG_TIMEOUT)
        set(ARG_TIMEOUT 300)
    endif()
    add_executable(${name} ${sources})
    coppice_target_defaults(${name})
    target_link_libraries(${name} PRIVATE ${ARG_LIBS} coppice_test_support GTest::gtest GTest::gtest_main)
    gtest_discover_tests(${name} DISCOVERY_TIMEOUT 60
        PROPERTIES TIMEOUT ${ARG_TIMEOUT} LABELS "${ARG_LABEL}")
endfunction()
